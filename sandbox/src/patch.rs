//! Changing JSON by JSON pointers (RFC 6901), for wrong answers. A pointer to nothing changes nothing.

use serde_json::Value;

/// The parent of what a pointer names, and the last part of the pointer.
fn around<'a>(json: &'a mut Value, pointer: &str) -> Option<(&'a mut Value, String)> {
    let (parent, last) = pointer.rsplit_once('/')?;
    Some((json.pointer_mut(parent)?, last.replace("~1", "/").replace("~0", "~")))
}

/// Replaces a value or adds a field.
pub(crate) fn set(json: &mut Value, pointer: &str, value: Value) {
    if let Some(found) = json.pointer_mut(pointer) {
        *found = value;
    } else if let Some((Value::Object(fields), name)) = around(json, pointer) {
        fields.insert(name, value);
    }
}

pub(crate) fn remove(json: &mut Value, pointer: &str) {
    match around(json, pointer) {
        Some((Value::Object(fields), name)) => drop(fields.remove(&name)),
        Some((Value::Array(list), at)) => {
            if let Some(at) = at.parse::<usize>().ok().filter(|at| *at < list.len()) {
                list.remove(at);
            }
        }
        _ => {}
    }
}

pub(crate) fn duplicate(json: &mut Value, pointer: &str) {
    if let Some((Value::Array(list), at)) = around(json, pointer)
        && let Some(element) = at.parse::<usize>().ok().and_then(|at| list.get(at)).cloned()
    {
        list.push(element);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_pointer_names_what_is_changed_and_one_that_leads_nowhere_changes_nothing() {
        let page = || json!({ "items": [{ "id": "a" }, { "id": "b" }], "hasMore": false });
        let check = |change: &dyn Fn(&mut Value), expected: Value| {
            let mut json = page();
            change(&mut json);
            assert_eq!(json, expected);
        };
        check(
            &|json| set(json, "/hasMore", json!(true)),
            json!({ "items": [{ "id": "a" }, { "id": "b" }], "hasMore": true }),
        );
        check(
            &|json| set(json, "/items/0/size", json!(5)),
            json!({ "items": [{ "id": "a", "size": 5 }, { "id": "b" }], "hasMore": false }),
        );
        check(&|json| remove(json, "/items/1"), json!({ "items": [{ "id": "a" }], "hasMore": false }));
        check(&|json| remove(json, "/items/0/id"), json!({ "items": [{}, { "id": "b" }], "hasMore": false }));
        check(
            &|json| duplicate(json, "/items/0"),
            json!({ "items": [{ "id": "a" }, { "id": "b" }, { "id": "a" }], "hasMore": false }),
        );
        for pointer in ["/nothing/there", "/items/9", "", "items"] {
            check(&|json| remove(json, pointer), page());
            check(&|json| duplicate(json, pointer), page());
        }
    }
}
