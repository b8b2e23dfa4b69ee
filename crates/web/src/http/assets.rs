//! The style sheet, the script and the fonts, from inside the binary.

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};

struct Asset {
    name: &'static str,
    kind: &'static str,
    plain: &'static [u8],
    gzip: &'static [u8],
    brotli: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of a file. The hash in it changes with the content, so that it never grows old.
pub(crate) fn address(name: &str) -> String {
    format!("/assets/{HASH}/{name}")
}

/// Sends a file, in the smallest form that the browser takes.
pub(super) async fn send(
    Path((hash, name)): Path<(String, String)>,
    request: HeaderMap,
) -> Response<Body> {
    let found = ASSETS.iter().find(|asset| asset.name == name && hash == HASH);
    let Some(asset) = found else {
        let mut missing = Response::new(Body::empty());
        *missing.status_mut() = StatusCode::NOT_FOUND;
        return missing;
    };
    let accepted = request.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let takes = |encoding: &str| {
        accepted.is_some_and(|all| all.split(',').any(|one| one.trim().starts_with(encoding)))
    };
    let (bytes, encoding) = if !asset.brotli.is_empty() && takes("br") {
        (asset.brotli, Some("br"))
    } else if !asset.gzip.is_empty() && takes("gzip") {
        (asset.gzip, Some("gzip"))
    } else {
        (asset.plain, None)
    };
    let mut answer = Response::new(Body::from(Bytes::from_static(bytes)));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, forever);
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    answer
}
