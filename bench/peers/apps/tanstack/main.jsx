// A bare list of snapshots: TanStack's router, query and virtual list. No forms, no styles, nobody signs in.
import { QueryClient, QueryClientProvider, useInfiniteQuery } from "@tanstack/react-query";
import { RouterProvider, createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect } from "react";
import { createRoot } from "react-dom/client";

const getPage = async ({ pageParam }) => {
  const query = new URLSearchParams({ limit: 120, orderBy: "dtCreated", order: "desc" });
  if (pageParam) query.set("after", pageParam);
  const headers = { authorization: `Bearer ${localStorage.getItem("token")}` };
  const answer = await fetch(`/v1/snapshots?${query}`, { headers });
  if (!answer.ok) throw new Error(`The list cannot be read (${answer.status})`);
  return answer.json();
};

const Snapshots = () => {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["snapshots"],
    queryFn: getPage,
    initialPageParam: null,
    getNextPageParam: (last) => last.nextPage,
  });
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const list = useWindowVirtualizer({ count: rows.length, estimateSize: () => 44, overscan: 5 });
  const items = list.getVirtualItems();
  const isAtEnd = rows.length > 0 && items.at(-1)?.index === rows.length - 1;
  useEffect(() => {
    if (isAtEnd && hasNextPage && !isFetchingNextPage) fetchNextPage();
  }, [isAtEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (error) return <p role="alert">{error.message}</p>;
  return (
    <table style={{ display: "block", height: list.getTotalSize() }}>
      <tbody style={{ display: "block", transform: `translateY(${items[0]?.start ?? 0}px)` }}>
        {items.map(({ index, size }) => (
          <tr key={rows[index].id} style={{ height: size }}>
            <td>{rows[index].name}</td>
            <td>{rows[index].machineId}</td>
            <td>{rows[index].isAutoSnapshot ? "Automatic" : "Manual"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const root = createRootRoute();
const home = createRoute({ getParentRoute: () => root, path: "/", component: Snapshots });
const router = createRouter({ routeTree: root.addChildren([home]) });

createRoot(document.getElementById("root")).render(
  <QueryClientProvider client={new QueryClient()}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
);
