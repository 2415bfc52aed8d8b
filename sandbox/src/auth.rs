//! `/auth/session`: whose key it is. An invalid or missing key is answered with `200` and `null` (`docs/api.md`, "Around it").

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::clock::rfc3339;
use crate::error::ApiError;
use crate::sandbox::{Sandbox, bearer};
use crate::switches::SessionAnswer;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new().route("/auth/session", get(session))
}

async fn session(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Result<Response, ApiError> {
    if sandbox.world().switches.session == SessionAnswer::Nothing {
        return Ok(StatusCode::OK.into_response());
    }
    person(&sandbox, &headers).map(IntoResponse::into_response)
}

fn person(sandbox: &Sandbox, headers: &HeaderMap) -> Result<Json<Value>, ApiError> {
    let world = sandbox.world();
    match world.switches.session {
        SessionAnswer::Person | SessionAnswer::Nothing => {}
        SessionAnswer::Null => return Ok(Json(Value::Null)),
        SessionAnswer::Missing => return Err(ApiError::NotFound),
    }
    let holder = bearer(headers).and_then(|token| world.holder(token));
    let Some((holder, team)) = holder.and_then(|holder| Some((holder, world.team_by_id(&holder.team_id)?))) else {
        return Ok(Json(Value::Null));
    };
    let begun = rfc3339(world.clock.start_ms() - 400 * 24 * 3_600_000);
    Ok(Json(json!({
        "user": {
            "id": holder.user_id, "email": holder.email, "firstName": holder.first_name, "lastName": holder.last_name,
            "analyticsId": 4127, "dtCreated": begun, "dtConfirmed": begun,
            "isPasswordAuthEnabled": true, "isPhoneVerified": false,
            "isQrCodeBasedMfaConfirmed": false, "isQrCodeBasedMfaEnabled": false,
            "metadata": {}, "preferences": null,
            "teamMemberships": [{
                "isAdmin": holder.is_admin(), "isOwner": holder.is_owner(),
                "team": {
                    "dtCreated": begun, "id": team.id, "isUserTeam": false, "name": team.name,
                    "namespace": team.namespace, "publicProfileImageUrl": null,
                },
            }],
        },
        "team": { "id": team.id, "namespace": team.namespace, "isPrivate": true, "maxMachines": 50, "analyticsId": 911 },
    })))
}
