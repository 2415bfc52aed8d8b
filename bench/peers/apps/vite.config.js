// Builds one of the peers as Vite builds any React application. Only the names of its files are as Trunk makes them, so that
// the sandbox serves them as it serves Snapdeck's: in one folder, and kept for ever where 16 hex digits of a hash are in them.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const hashed = "[name]-[hash:16]";

export default defineConfig({
  plugins: [react()],
  build: {
    assetsDir: "",
    emptyOutDir: true,
    rolldownOptions: {
      output: {
        hashCharacters: "hex",
        entryFileNames: `${hashed}.js`,
        chunkFileNames: `${hashed}.js`,
        assetFileNames: `${hashed}[extname]`,
      },
    },
  },
});
