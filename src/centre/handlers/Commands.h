#pragma once

#include "centre/handlers/Request.h"
#include "centre/handlers/Services.h"

namespace luotsi::centre::handlers {

// One command per function and file. Every command decides by itself what the caller may do with the draft it
// names: a device reaches only drafts of its scope. Threading: any thread; at most one write transaction
// each.

/// GET …/cacerts: the authority's certificate. For anybody.
[[nodiscard]] Response giveAuthority(const Services &services);
/// POST …/simpleenroll. Idempotent by the request's public key; a used, expired or unknown code is refused in
/// the same words, and tries are counted.
[[nodiscard]] Response enrolDevice(const Services &services, const Request &request);
/// POST …/simplereenroll: a new certificate for a known device, also in the grace window after expiry.
[[nodiscard]] Response renewCertificate(const Services &services, const Request &request,
                                        const Caller &caller);

/// POST /v1/blobs. Idempotent by attachment.
[[nodiscard]] Response registerBlob(const Services &services, const Request &request, const Caller &caller);
/// PATCH /v1/blobs/{sha256}: compare-and-set on the offset; the last piece proves the hash before it counts.
[[nodiscard]] Response appendBlob(const Services &services, const Request &request, const Caller &caller);
/// HEAD /v1/blobs/{sha256}: where the upload stands.
[[nodiscard]] Response tellBlob(const Services &services, const Request &request, const Caller &caller);
/// GET /v1/blobs/{sha256}: a verified attachment or a range of it.
[[nodiscard]] Response readBlob(const Services &services, const Request &request, const Caller &caller);

/// POST /v1/codes. Idempotent by lookup.
[[nodiscard]] Response storeCode(const Services &services, const Request &request, const Caller &caller);
/// POST /v1/codes/{lookup}/claim. A wrong lookup, an expired code and one of an erased draft sound the same.
[[nodiscard]] Response claimCode(const Services &services, const Request &request, const Caller &caller);

/// GET /v1/feed?scope&after&limit&epoch: the next page of the caller's own scope. `feed-reset` when the
/// cursor is not of this feed. Reads as many rows as it gives, whatever lies behind.
[[nodiscard]] Response giveFeed(const Services &services, const Request &request, const Caller &caller);

/// GET /v1/receipts/{submission}.
[[nodiscard]] Response giveReceipt(const Services &services, const Request &request, const Caller &caller);
/// POST /v1/drafts/status: what of these drafts is safe for good, and which are erased.
[[nodiscard]] Response giveDraftsStatus(const Services &services, const Request &request,
                                        const Caller &caller);

/// GET /v1/config/bundle: which signed bundles there are, as hashes of their manifests and signatures.
[[nodiscard]] Response giveBundleIndex(const Services &services);
/// GET /v1/packs/{sha256}: one file of a signed bundle.
[[nodiscard]] Response givePackFile(const Services &services, const Request &request);

/// POST /v1/keydesk/rewrap: a worker's signed request, through the device the worker is certified for. The
/// opening is noted for the client before the wrap is given out. Idempotent by request id.
[[nodiscard]] Response rewrapDraft(const Services &services, const Request &request, const Caller &caller);

/// GET /v1/commands: what this device has not acknowledged yet, oldest first; a revoked one is told too.
[[nodiscard]] Response giveCommands(const Services &services, const Caller &caller);
/// POST /v1/commands/{id}/ack. Idempotent.
[[nodiscard]] Response ackCommand(const Services &services, const Request &request, const Caller &caller);
/// POST /v1/audit: the device's audit chain goes on where it stands; `gap` and `fork` otherwise. Idempotent
/// by (device, number).
[[nodiscard]] Response takeAudit(const Services &services, const Request &request, const Caller &caller);

/// GET /openapi.json: what this endpoint speaks, as sync/openapi.json has it.
[[nodiscard]] Response giveOpenApi();
/// GET /v1/time.
[[nodiscard]] Response tellTime(const Services &services);
/// GET /readyz: 503 when the storage does not answer. A silent key desk is told and leaves the endpoint in
/// service: filling, sending and reading go on without it, and deliveries wait.
[[nodiscard]] Response tellReady(const Services &services);
/// Forgets the counters of hours that have passed. To be called now and then.
[[nodiscard]] Result<void> dropOldCounters(const Services &services);
/// GET /metrics.
[[nodiscard]] Response tellMetrics(const Services &services);

} // namespace luotsi::centre::handlers
