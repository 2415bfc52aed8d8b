//! Requests and responses, before they are decoded.

use crate::api::percent;
use crate::json::Json;
use crate::model::token::Token;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// Independent of the API's address and of the token.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Request {
    pub method: Method,
    /// Path and query behind the base URL, encoded.
    pub target: String,
    /// JSON.
    pub body: Option<String>,
}

impl Request {
    pub(super) fn new(method: Method, segments: &[&str]) -> Self {
        let mut target = String::new();
        for segment in segments {
            target.push('/');
            target.push_str(&percent::encode(segment));
        }
        Self { method, target, body: None }
    }

    pub(super) fn query(mut self, name: &str, value: &str) -> Self {
        self.target.push(if self.target.contains('?') { '&' } else { '?' });
        self.target.push_str(name);
        self.target.push('=');
        self.target.push_str(&percent::encode(value));
        self
    }

    pub(super) fn query_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    pub(super) fn body(mut self, body: &Json) -> Self {
        self.body = Some(body.to_string());
        self
    }

    /// The token, and the content type exactly as the API expects it.
    pub fn headers(&self, token: &Token) -> Vec<(&'static str, String)> {
        let mut headers = vec![("Authorization", token.authorization())];
        if self.body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        headers
    }
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub body: String,
    /// If CORS lets the browser read it.
    pub retry_after: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn an_id_cannot_leave_its_path_segment() {
        for (id, target) in [
            ("ss1", "/snapshots/ss1"),
            ("../machines", "/snapshots/..%2Fmachines"),
            ("a?b=c#d", "/snapshots/a%3Fb%3Dc%23d"),
            ("é %", "/snapshots/%C3%A9%20%25"),
        ] {
            assert_eq!(Request::new(Method::Get, &["snapshots", id]).target, target);
        }
    }

    #[test]
    fn only_a_request_with_a_body_has_a_content_type() {
        let token = Token::parse("t").expect("a token");
        let bare = Request::new(Method::Delete, &["snapshots", "x"]);
        assert_eq!(bare.headers(&token), [("Authorization", "Bearer t".to_owned())]);
        let full = bare.body(&json::object([]));
        assert_eq!(full.headers(&token)[1], ("Content-Type", "application/json".to_owned()));
    }
}
