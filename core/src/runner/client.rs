//! The one funnel through which every call goes and every answer comes back.
//!
//! What is waited for has no type until it is here: one funnel is compiled, and not one for each type of answer.

use std::future::pending;
use std::pin::Pin;

use super::{Host, Runner};
use crate::api::call::Call;
use crate::api::decode;
use crate::api::request::{Method, Request};
use crate::json::Json;
use crate::model::account::AuthState;
use crate::model::problem::{Problem, Refusal};
use crate::model::token::Token;
use crate::operations::schedule::read_again_after_ms;
use crate::planted::{Bug, is_planted};

/// An answer that is waited for.
type Awaited<'a> = Pin<Box<dyn Future<Output = Result<Json, Problem>> + 'a>>;

impl<H: Host> Runner<H> {
    /// Sends a call with the token of whoever is signed in, once. A refused token is made known to all. Where the things on the
    /// page belong to somebody else by the time of the answer, this never returns: nobody is left to hear it.
    ///
    /// # Errors
    /// Whatever keeps the answer away. Without a session, as if the token were refused.
    pub async fn call<T>(&self, call: &Call<T>) -> Result<T, Problem> {
        call.read(&self.funnel(&call.request, false).await?)
    }

    /// Sends a call that only reads, a few times where that may help. Returns as [`Runner::call`] does.
    ///
    /// # Errors
    /// As [`Runner::call`], of the last attempt.
    pub async fn read<T>(&self, call: &Call<T>) -> Result<T, Problem> {
        call.read(&self.funnel(&call.request, true).await?)
    }

    fn funnel<'a>(&'a self, request: &'a Request, again: bool) -> Awaited<'a> {
        let generation = self.generation();
        Box::pin(async move {
            let (mut tried, mut waited_ms) = (1, 0);
            loop {
                let problem = match self.attempt(generation, request).await {
                    Err(problem) if again => problem,
                    ended => return ended,
                };
                let (now, chance) = (self.host().now(), self.host().chance());
                let Some(wait_ms) = read_again_after_ms(&problem, tried, waited_ms, now, chance) else {
                    return Err(problem);
                };
                self.host().wait(wait_ms).await;
                tried += 1;
                waited_ms += wait_ms;
            }
        })
    }

    /// How often the things on the page changed hands.
    pub(super) fn generation(&self) -> u64 {
        self.0.generation.get()
    }

    async fn attempt(&self, generation: u64, request: &Request) -> Result<Json, Problem> {
        self.end_where_gone(generation).await;
        // A token that was refused is not sent again: everything waits for a new one.
        let AuthState::SignedIn(account) = self.host().auth() else {
            return Err(Problem::Refused(Refusal::unauthorized()));
        };
        let result = self.exchange(&account.token, request).await;
        self.end_where_gone(generation).await;
        if result.as_ref().is_err_and(Problem::is_unauthorized) {
            self.token_refused(&account.token);
        }
        result
    }

    /// Never returns where the things on the page have changed hands since.
    async fn end_where_gone(&self, generation: u64) {
        let is_ignored = is_planted(Bug::LateAnswersCount) || is_planted(Bug::TheNextOneInherits);
        if self.generation() != generation && !is_ignored {
            pending::<()>().await;
        }
    }

    /// Sends a call with a token that is only being tried.
    ///
    /// # Errors
    /// Whatever keeps the answer away.
    pub(super) async fn call_as<T>(&self, token: &Token, call: &Call<T>) -> Result<T, Problem> {
        call.read(&self.exchange(token, &call.request).await?)
    }

    fn exchange<'a>(&'a self, token: &'a Token, request: &'a Request) -> Awaited<'a> {
        Box::pin(async move {
            let host = self.host();
            if !host.is_online() {
                return Err(Problem::Offline);
            }
            let is_read = request.method == Method::Get || is_planted(Bug::OfflineMeansNotSent);
            match host.send(token, request).await {
                Ok(answer) => decode::body(&answer),
                // Nothing is open about a read that was lost. A write was sent before the network went.
                Err(Problem::Unreachable) if is_read && !host.is_online() => Err(Problem::Offline),
                Err(problem) => Err(problem),
            }
        })
    }
}
