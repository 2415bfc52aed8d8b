//! The one funnel through which every call goes and every answer comes back.

use futures_channel::oneshot::Receiver;
use leptos::prelude::*;

use crate::browser::transport;
use crate::browser::{clock, listen, random};
use crate::state::session::{Session, Standing};
use snapdeck_core::api::call::Call;
use snapdeck_core::api::token::Token;
use snapdeck_core::model::config::ApiBaseUrl;
use snapdeck_core::model::problem::{Problem, Refusal};
use snapdeck_core::operations::schedule::read_again_after_ms;

/// Sends calls in the name of whoever is signed in.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    base: StoredValue<ApiBaseUrl>,
    session: Session,
}

impl Client {
    /// A client for that address, and its place in the context.
    pub fn provide(base: ApiBaseUrl, session: Session) -> Self {
        let client = Self { base: StoredValue::new(base), session };
        provide_context(client);
        client
    }

    /// The client of the page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Where the API is.
    pub fn base(self) -> ApiBaseUrl {
        self.base.get_value()
    }

    /// Sends a call with the token of the session, once. A refused token is made known to all.
    ///
    /// # Errors
    /// Whatever keeps the answer away. Without a session, as if the token were refused.
    pub async fn send<T>(self, call: Call<T>) -> Result<T, Problem> {
        self.attempt(&call).await
    }

    /// Sends a call that only reads, a few times where that may help.
    ///
    /// # Errors
    /// As [`Client::send`], of the last attempt.
    pub async fn read<T>(self, call: Call<T>) -> Result<T, Problem> {
        self.read_on(None, call).await
    }

    /// As [`Client::read`], where the first attempt may be under way already.
    ///
    /// # Errors
    /// As [`Client::send`], of the last attempt.
    pub async fn read_on<T>(self, begun: Option<Receiver<Result<T, Problem>>>, call: Call<T>) -> Result<T, Problem> {
        let mut answered = match begun {
            Some(begun) => begun.await.ok(),
            None => None,
        };
        let (mut tried, mut waited_ms) = (1, 0);
        loop {
            let answer = match answered.take() {
                Some(answer) => answer,
                None => self.attempt(&call).await,
            };
            let problem = match answer {
                Ok(answer) => return Ok(answer),
                Err(problem) => problem,
            };
            let wait_ms = read_again_after_ms(&problem, tried, waited_ms, clock::now(), random::chance());
            let Some(wait_ms) = wait_ms else { return Err(problem) };
            clock::wait(wait_ms).await;
            tried += 1;
            waited_ms += wait_ms;
        }
    }

    async fn attempt<T>(self, call: &Call<T>) -> Result<T, Problem> {
        // A token that was refused is not sent again: everything waits for a new one.
        let Standing::SignedIn(account) = self.session.standing_untracked() else {
            return Err(Problem::Refused(Refusal { status: 401, ..Refusal::default() }));
        };
        let result = self.send_as(&account.token, call).await;
        if result.as_ref().is_err_and(Problem::is_unauthorized) {
            self.session.token_refused(&account.token);
        }
        result
    }

    /// Sends a call with a token that is only being tried.
    ///
    /// # Errors
    /// Whatever keeps the answer away.
    pub async fn send_as<T>(self, token: &Token, call: &Call<T>) -> Result<T, Problem> {
        match transport::send(&self.base.get_value(), token, &call.request).await {
            Ok(answer) => call.read(&answer),
            Err(Problem::Unreachable) if !listen::is_online() => Err(Problem::Offline),
            Err(problem) => Err(problem),
        }
    }
}
