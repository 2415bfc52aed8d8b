//! The two calls of `/machine-events`.

use crate::api::call::Call;
use crate::api::request::{Method, Request};
use crate::model::event::Event;
use crate::model::ids::{EventId, MachineId};
use crate::model::page::Page;

/// `GET /machine-events/{id}`.
pub fn read(id: &EventId) -> Call<Event> {
    Call::new(Request::new(Method::Get, &["machine-events", id.as_str()]))
}

/// `GET /machine-events`, newest first, of one machine or of all.
pub fn list(machine_id: Option<&MachineId>, limit: u32) -> Call<Page<Event>> {
    let request = Request::new(Method::Get, &["machine-events"])
        .query("limit", &limit.to_string())
        .query("orderBy", "dtCreated")
        .query("order", "desc")
        .query_if("machineId", machine_id.map(MachineId::as_str));
    Call::new(request)
}
