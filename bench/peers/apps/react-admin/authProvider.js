// Who is signed in: an API token in local storage, which is asked for as the password.
export const authProvider = {
  login: async ({ password }) => localStorage.setItem("token", password),
  logout: async () => localStorage.removeItem("token"),
  checkAuth: async () => {
    if (!localStorage.getItem("token")) throw new Error("Sign in with an API token");
  },
  checkError: async ({ status }) => {
    if (status === 401) throw new Error("The token is not valid");
  },
  getPermissions: async () => undefined,
};
