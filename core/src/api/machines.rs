//! The two calls of `/machines`.

use crate::api::call::Call;
use crate::api::request::{Method, Request};
use crate::model::ids::MachineId;
use crate::model::machine::Machine;
use crate::model::page::Page;

/// `GET /machines`, by name.
pub fn list(after: Option<&str>, limit: u32) -> Call<Page<Machine>> {
    let request = Request::new(Method::Get, &["machines"])
        .query("limit", &limit.to_string())
        .query("orderBy", "name")
        .query("order", "asc")
        .query_if("after", after);
    Call::new(request)
}

/// `GET /machines/{id}`.
pub fn read(id: &MachineId) -> Call<Machine> {
    Call::new(Request::new(Method::Get, &["machines", id.as_str()]))
}
