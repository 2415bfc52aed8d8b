//! Making one readable problem out of every answer that is none.

use std::fmt::Display;

use crate::api::request::Answer;
use crate::json::Json;
use crate::model::problem::{MESSAGE_MAX_CHARS, Problem, Refusal};

/// The most complaints about fields that are kept.
const FIELDS_MAX: usize = 10;

/// Reads the body of an answer, of whatever shape.
///
/// # Errors
/// [`Problem::Refused`] for any status but 200, [`Problem::Garbled`] where the body is no JSON.
pub fn body(answer: &Answer) -> Result<Json, Problem> {
    if answer.status != 200 {
        return Err(Problem::Refused(refusal(answer)));
    }
    Json::read(&answer.body).map_err(|why| garbled(&why))
}

/// What is not what was asked for. Why not names types, fields and places, and quotes no value; a field has a name of ours.
pub(super) fn garbled(why: &dyn Display) -> Problem {
    Problem::Garbled { why: shorten(&why.to_string()) }
}

/// Reads an answer that is not `200`: the API's own error in its present and its older form, HTML, or nothing at all.
fn refusal(answer: &Answer) -> Refusal {
    let body = Json::read(&answer.body).unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(Json::as_str).filter(|text| !text.is_empty()).map(shorten);
    let issue = || {
        let issues = body.get("issues")?.as_list()?;
        let messages: Vec<&str> = issues.iter().filter_map(|issue| issue.get("message")?.as_str()).collect();
        (!messages.is_empty()).then(|| shorten(&messages.join("; ")))
    };
    Refusal {
        status: answer.status,
        code: text("code"),
        message: text("message").or_else(issue),
        fields: body.get("details").map(fields).unwrap_or_default(),
        retry_after: answer.retry_after.clone(),
    }
}

/// `details` is an object whose shape nobody promises: field names with a complaint or a list of them.
fn fields(details: &Json) -> Vec<(String, String)> {
    let Some(details) = details.as_object() else { return Vec::new() };
    let complaint = |why: &Json| {
        let first = if why.as_list().is_some() { &why[0] } else { why };
        first.as_str().or_else(|| first.get("message")?.as_str()).map(shorten)
    };
    let read = |(field, why): &(String, Json)| Some((field.clone(), complaint(why)?));
    details.iter().filter_map(read).take(FIELDS_MAX).collect()
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(MESSAGE_MAX_CHARS).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: u16, body: &str, code: Option<&str>, message: Option<&str>, fields: &[(&str, &str)]) {
        let answer = Answer { status, body: body.to_owned(), retry_after: None };
        let refusal = refusal(&answer);
        assert_eq!(refusal.status, status);
        assert_eq!((refusal.code.as_deref(), refusal.message.as_deref()), (code, message), "{body}");
        let mut read: Vec<(&str, &str)> = refusal.fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        // Whether a JSON object keeps its order depends on the build.
        read.sort_unstable();
        assert_eq!(read, fields, "{body}");
    }

    #[test]
    fn every_form_of_an_error_becomes_one() {
        check(404, r#"{"message":"Not found","code":"NOT_FOUND"}"#, Some("NOT_FOUND"), Some("Not found"), &[]);
        check(
            400,
            r#"{"code":"BAD_REQUEST","message":"Input validation failed","details":{"name":["Required"],"limit":"bad","x":[{"message":"m"}]}}"#,
            Some("BAD_REQUEST"),
            Some("Input validation failed"),
            &[("limit", "bad"), ("name", "Required"), ("x", "m")],
        );
        check(
            400,
            r#"{"code":"BAD_REQUEST","issues":[{"message":"a"},{"message":"b"}]}"#,
            Some("BAD_REQUEST"),
            Some("a; b"),
            &[],
        );
        check(502, "<html><h1>Bad gateway</h1></html>", None, None, &[]);
        check(500, "", None, None, &[]);
        check(500, "null", None, None, &[]);
        check(500, r#"{"message":5,"code":null,"details":[1]}"#, None, None, &[]);
        check(500, r#"{"message":"","details":{"a":{},"b":[]}}"#, None, None, &[]);
    }

    #[test]
    fn a_long_message_is_cut() {
        let body = format!(r#"{{"message":"{}"}}"#, "é".repeat(5_000));
        let refusal = refusal(&Answer { status: 500, body, retry_after: None });
        assert_eq!(refusal.message.map(|message| message.chars().count()), Some(MESSAGE_MAX_CHARS + 1));
    }
}
