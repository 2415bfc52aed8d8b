// The API as react-admin asks for it. A page begins where the one before it ended, so that its cursor is remembered.
import { fetchUtils } from "react-admin";

const call = async (path, method = "GET", body = undefined) => {
  const user = { authenticated: true, token: `Bearer ${localStorage.getItem("token")}` };
  const { json } = await fetchUtils.fetchJson(`/v1/${path}`, { method, user, body: body && JSON.stringify(body) });
  return json;
};

const cursors = new Map();

const page = async (resource, { pagination, sort, filter }, machineId) => {
  const { page, perPage } = pagination;
  const orderBy = sort.field === "name" ? "name" : "dtCreated";
  const query = new URLSearchParams({ limit: perPage, orderBy, order: sort.order.toLowerCase() });
  if (machineId ?? filter.machineId) query.set("machineId", machineId ?? filter.machineId);
  const begins = (page) => `${resource} ${query} ${page}`;
  const [here, next] = [begins(page), begins(page + 1)];
  if (cursors.has(here)) query.set("after", cursors.get(here));
  const { items, hasMore, nextPage } = await call(`${resource}?${query}`);
  if (hasMore) cursors.set(next, nextPage);
  return { data: items, pageInfo: { hasNextPage: hasMore, hasPreviousPage: page > 1 } };
};

export const dataProvider = {
  getList: (resource, params) => page(resource, params),
  getManyReference: (resource, params) => page(resource, params, params.id),
  getOne: async (resource, { id }) => ({ data: await call(`${resource}/${id}`) }),
  getMany: async (resource, { ids }) => ({ data: await Promise.all(ids.map((id) => call(`${resource}/${id}`))) }),
  create: async (resource, { data }) => ({ data: (await call(resource, "POST", data)).data }),
  update: async (resource, { id, data: { name } }) => ({ data: await call(`${resource}/${id}`, "PUT", { name }) }),
  updateMany: async (resource, { ids, data: { name } }) => {
    await Promise.all(ids.map((id) => call(`${resource}/${id}`, "PUT", { name })));
    return { data: ids };
  },
  delete: async (resource, { id }) => ({ data: (await call(`${resource}/${id}`, "DELETE")).data }),
  deleteMany: async (resource, { ids }) => {
    await Promise.all(ids.map((id) => call(`${resource}/${id}`, "DELETE")));
    return { data: ids };
  },
};
