//! The runtime configuration, `config.json`.

use crate::json::{Json, Malformed};
use crate::model::problem::Problem;

/// An absolute URL or a path of this origin, without a trailing slash.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ApiBaseUrl(String);

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum BadConfig {
    NotFetched(Problem),
    /// The status that the server answered.
    NotServed(u16),
    NoJson(Malformed),
    /// `apiBaseUrl` is missing or not a string.
    NoText,
    /// Neither an http(s) URL nor a path.
    NoAddress(String),
    /// It has a user, a query, a fragment or a space.
    Decorated(String),
    /// Plain HTTP to another machine would send the token unencrypted.
    Insecure(String),
}

impl ApiBaseUrl {
    /// Reads the text of `config.json`.
    ///
    /// # Errors
    /// The configuration cannot be used.
    pub fn from_config(text: &str) -> Result<Self, BadConfig> {
        let file = Json::read(text).map_err(BadConfig::NoJson)?;
        Self::parse(file["apiBaseUrl"].as_str().ok_or(BadConfig::NoText)?)
    }

    fn parse(text: &str) -> Result<Self, BadConfig> {
        let text = text.trim().trim_end_matches('/');
        let bad = |why: fn(String) -> BadConfig| Err(why(text.to_owned()));
        if text.contains(['?', '#', '@', ' ', '\\']) {
            return bad(BadConfig::Decorated);
        }
        if text.starts_with('/') && !text.starts_with("//") {
            return Ok(Self(text.to_owned()));
        }
        let Some((scheme, rest)) = text.split_once("://") else { return bad(BadConfig::NoAddress) };
        let host = rest.split(['/', ':']).next().unwrap_or_default();
        match scheme {
            _ if host.is_empty() => bad(BadConfig::NoAddress),
            "https" => Ok(Self(text.to_owned())),
            "http" if matches!(host, "localhost" | "127.0.0.1") => Ok(Self(text.to_owned())),
            "http" => bad(BadConfig::Insecure),
            _ => bad(BadConfig::NoAddress),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_checked() {
        let read =
            |text: &str| ApiBaseUrl::from_config(&crate::json::object([("apiBaseUrl", text.into())]).to_string());
        for (text, expected) in [
            ("https://api.paperspace.com/v1", "https://api.paperspace.com/v1"),
            ("https://api.paperspace.com/v1/", "https://api.paperspace.com/v1"),
            ("/v1", "/v1"),
            ("/api/paperspace/v1/", "/api/paperspace/v1"),
            ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
            ("http://localhost/v1", "http://localhost/v1"),
        ] {
            assert_eq!(read(text), Ok(ApiBaseUrl(expected.to_owned())));
        }
        let bad = |why: fn(String) -> BadConfig, text: &str| Err(why(text.to_owned()));
        for text in ["//evil.example/v1", "v1", "", "ftp://x/v1"] {
            assert_eq!(read(text), bad(BadConfig::NoAddress, text));
        }
        assert_eq!(read("https://"), bad(BadConfig::NoAddress, "https:"));
        for text in ["https://user:secret@api.paperspace.com", "https://api.paperspace.com/v1?x=1"] {
            assert_eq!(read(text), bad(BadConfig::Decorated, text));
        }
        assert_eq!(read("http://api.paperspace.com/v1"), bad(BadConfig::Insecure, "http://api.paperspace.com/v1"));
        for text in ["{}", "[]", r#"{"apiBaseUrl":5}"#] {
            assert_eq!(ApiBaseUrl::from_config(text), Err(BadConfig::NoText), "{text}");
        }
        for text in ["", "<html>"] {
            assert!(matches!(ApiBaseUrl::from_config(text), Err(BadConfig::NoJson(_))), "{text}");
        }
    }
}
