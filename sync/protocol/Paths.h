#pragma once

/// HTTP paths and header names of the protocol, in one place (protocol notes, HTTP). `{…}` parts are
/// lower-case hexadecimal and follow the prefix.
namespace luotsi::sync::protocol::paths {

inline constexpr char caCertificates[] = "/.well-known/est/cacerts";
inline constexpr char enrol[] = "/.well-known/est/simpleenroll";
inline constexpr char reenrol[] = "/.well-known/est/simplereenroll";
inline constexpr char configBundle[] = "/v1/config/bundle";
inline constexpr char packs[] = "/v1/packs/"; ///< {sha256}
inline constexpr char changes[] = "/v1/changes";
inline constexpr char feed[] = "/v1/feed";
inline constexpr char draftsStatus[] = "/v1/drafts/status";
inline constexpr char blobs[] = "/v1/blobs"; ///< POST here, the rest at blobs + "/" + {sha256}
inline constexpr char codes[] = "/v1/codes"; ///< POST here, claim at codes + "/" + {lookup} + claim
inline constexpr char claim[] = "/claim";
inline constexpr char rewrap[] = "/v1/keydesk/rewrap";
inline constexpr char receipts[] = "/v1/receipts/"; ///< {submission}
inline constexpr char audit[] = "/v1/audit";
inline constexpr char commands[] = "/v1/commands"; ///< GET here, ack at commands + "/" + {id} + ack
inline constexpr char ack[] = "/ack";
inline constexpr char time[] = "/v1/time";
inline constexpr char health[] = "/healthz";
inline constexpr char ready[] = "/readyz";
inline constexpr char metrics[] = "/metrics";
inline constexpr char openApi[] = "/openapi.json";

inline constexpr char cborType[] = "application/cbor";
inline constexpr char problemType[] = "application/problem+json";
inline constexpr char jsonType[] = "application/json";
inline constexpr char blobType[] = "application/octet-stream";

inline constexpr char offsetHeader[] = "Upload-Offset";    ///< PATCH request, HEAD and PATCH reply
inline constexpr char lengthHeader[] = "Upload-Length";    ///< HEAD reply
inline constexpr char versionHeader[] = "Luotsi-Protocol"; ///< every request: protocolVersion
inline constexpr char retryAfterHeader[] = "Retry-After";
inline constexpr char urgencyHeader[] = "Luotsi-Urgency"; ///< POST of changes that go first: urgentRequest
inline constexpr char urgentRequest[] = "urgent";

inline constexpr int protocolVersion = 1;

} // namespace luotsi::sync::protocol::paths
