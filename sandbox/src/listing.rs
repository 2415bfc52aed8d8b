//! The answer to a list call.

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use serde_json::{Value, json};

use crate::paging::{Cursor, PageQuery};
use crate::store::{Row, Slice, Store};

pub(crate) fn answer<T: Row + Serialize>(store: &Store<T>, query: &PageQuery, keep: impl Fn(&T) -> bool) -> Response {
    let Slice { items, next } = store.page(query, keep);
    page(items.into_iter().map(|item| json!(item)).collect(), next)
}

/// `{hasMore, items, nextPage}`.
pub(crate) fn page(items: Vec<Value>, next: Option<Cursor>) -> Response {
    let body = json!({ "hasMore": next.is_some(), "items": items, "nextPage": next.map(|cursor| cursor.encode()) });
    Json(body).into_response()
}
