//! The six calls of `/snapshots`.

use crate::api::call::Call;
use crate::api::request::{Method, Request};
use crate::json::object;
use crate::list::query::{Query, Sort};
use crate::model::event::Accepted;
use crate::model::ids::{MachineId, SnapshotId};
use crate::model::page::Page;
use crate::model::snapshot::Snapshot;

/// `GET /snapshots`. Always with a limit, since the default is not documented.
pub fn list(query: &Query, after: Option<&str>, limit: u32) -> Call<Page<Snapshot>> {
    let (order_by, order) = match query.sort {
        Sort::Newest => ("dtCreated", "desc"),
        Sort::Oldest => ("dtCreated", "asc"),
        Sort::NameAsc => ("name", "asc"),
        Sort::NameDesc => ("name", "desc"),
    };
    let request = Request::new(Method::Get, &["snapshots"])
        .query("limit", &limit.to_string())
        .query("orderBy", order_by)
        .query("order", order)
        .query_if("machineId", query.machine_id.as_ref().map(MachineId::as_str))
        .query_if("after", after);
    Call::new(request)
}

/// `GET /snapshots` of one machine, the newest first.
pub fn newest(machine_id: &MachineId, limit: u32) -> Call<Page<Snapshot>> {
    list(&Query { machine_id: Some(machine_id.clone()), ..Query::default() }, None, limit)
}

/// `POST /snapshots`.
pub fn create(machine_id: &MachineId, name: &str) -> Call<Accepted> {
    let body = object([("machineId", machine_id.as_str().into()), ("name", name.into())]);
    Call::new(Request::new(Method::Post, &["snapshots"]).body(&body))
}

/// `GET /snapshots/{id}`.
pub fn read(id: &SnapshotId) -> Call<Snapshot> {
    Call::new(Request::new(Method::Get, &["snapshots", id.as_str()]))
}

/// `PUT /snapshots/{id}`. Done when it answers: there is no event.
pub fn rename(id: &SnapshotId, name: &str) -> Call<Snapshot> {
    Call::new(Request::new(Method::Put, &["snapshots", id.as_str()]).body(&object([("name", name.into())])))
}

/// `DELETE /snapshots/{id}`.
pub fn delete(id: &SnapshotId) -> Call<Accepted> {
    Call::new(Request::new(Method::Delete, &["snapshots", id.as_str()]))
}

/// `POST /snapshots/{id}/restore`. The API requires the body.
pub fn restore(id: &SnapshotId, safety_snapshot: bool) -> Call<Accepted> {
    let body = object([("createSnapshotBeforeRestore", safety_snapshot.into())]);
    Call::new(Request::new(Method::Post, &["snapshots", id.as_str(), "restore"]).body(&body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_call_says_all_that_must_stay_constant() {
        let query = Query { machine_id: Some("ps 1".into()), sort: Sort::NameDesc };
        let call = list(&query, Some("a=b"), 120);
        let expected = "/snapshots?limit=120&orderBy=name&order=desc&machineId=ps%201&after=a%3Db";
        assert_eq!((call.request.target.as_str(), call.request.body), (expected, None));
    }
}
