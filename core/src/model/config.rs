//! The runtime configuration, `config.json`: read before anything else, and checked.

use crate::json::Json;

/// Where the API is: an absolute address or a path of this origin, without a slash at its end.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ApiBaseUrl(String);

/// Why a configuration is not usable.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum BadConfig {
    /// It is no JSON object with a text under `apiBaseUrl`.
    Unreadable(String),
    /// The address is no absolute http(s) address and no path.
    NoAddress(String),
    /// The address has a user, a query or a fragment.
    Decorated(String),
    /// Plain HTTP to another machine would send the token in the open.
    Insecure(String),
}

impl ApiBaseUrl {
    /// Reads the text of `config.json`.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn from_config(text: &str) -> Result<Self, BadConfig> {
        let file = Json::read(text).map_err(|malformed| BadConfig::Unreadable(malformed.to_string()))?;
        let missing = || BadConfig::Unreadable("apiBaseUrl is missing or no text".to_owned());
        Self::parse(file["apiBaseUrl"].as_str().ok_or_else(missing)?)
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

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for BadConfig {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(why) => write!(out, "config.json cannot be read: {why}."),
            Self::NoAddress(text) => {
                write!(
                    out,
                    "config.json: apiBaseUrl is “{text}”. Expected an address such as https://api.paperspace.com/v1 or a path such as /v1."
                )
            }
            Self::Decorated(text) => {
                write!(
                    out,
                    "config.json: apiBaseUrl is “{text}”. It must not hold a user, a query, a fragment or a space."
                )
            }
            Self::Insecure(text) => {
                write!(
                    out,
                    "config.json: apiBaseUrl is “{text}”. Over http the API token could be read on its way; use https."
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_checked() {
        for (text, expected) in [
            ("https://api.paperspace.com/v1", Ok("https://api.paperspace.com/v1")),
            ("https://api.paperspace.com/v1/", Ok("https://api.paperspace.com/v1")),
            ("/v1", Ok("/v1")),
            ("/api/paperspace/v1/", Ok("/api/paperspace/v1")),
            ("http://127.0.0.1:8080/v1", Ok("http://127.0.0.1:8080/v1")),
            ("http://localhost/v1", Ok("http://localhost/v1")),
            ("http://api.paperspace.com/v1", Err("over http")),
            ("//evil.example/v1", Err("expected an address")),
            ("v1", Err("expected an address")),
            ("", Err("expected an address")),
            ("https://", Err("expected an address")),
            ("ftp://x/v1", Err("expected an address")),
            ("https://user:secret@api.paperspace.com", Err("must not hold")),
            ("https://api.paperspace.com/v1?x=1", Err("must not hold")),
        ] {
            let config = crate::json::object([("apiBaseUrl", text.into())]).to_string();
            match (ApiBaseUrl::from_config(&config), expected) {
                (Ok(url), Ok(expected)) => assert_eq!(url.as_str(), expected),
                (Err(bad), Err(word)) => assert!(bad.to_string().to_lowercase().contains(word), "{text}: {bad}"),
                (got, _) => panic!("{text}: {got:?}"),
            }
        }
        for text in ["", "{}", "[]", r#"{"apiBaseUrl":5}"#, "<html>"] {
            assert!(matches!(ApiBaseUrl::from_config(text), Err(BadConfig::Unreadable(_))), "{text}");
        }
    }
}
