#pragma once

#include "base/Result.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <vector>

namespace luotsi::sync::protocol {

// Which colleagues of a scope read a draft that one of them begins or takes over (architecture, Keys). All
// deterministic CBOR; pure functions, any thread. Decoding is strict: MalformedInput, or ProtocolTooOld for a
// newer version. Signing and checking are sealing's (RosterSealing.h).

struct RosterMember
{
    ActorId worker;    ///< pseudonymous, as in the worker's certificate
    QByteArray boxKey; ///< X25519, 32 bytes: the worker's, behind a PIN

    friend bool operator==(const RosterMember &, const RosterMember &) = default;
};

/// The readers of one scope, as they are from `number` on: a roster takes the place of every one with a lower
/// number. An empty one is a roster: the scope shares nothing.
struct ScopeRoster
{
    QString scope; ///< word of `a-z0-9-`, as in certificates
    std::uint64_t number = 1;
    std::int64_t issuedAt = 0;         ///< wall milliseconds
    std::vector<RosterMember> members; ///< sorted by worker, nobody twice

    friend bool operator==(const ScopeRoster &, const ScopeRoster &) = default;
};

/// A roster with the signing root's signature over it.
struct SignedRoster
{
    ScopeRoster roster;
    QByteArray signature; ///< Ed25519, 64 bytes, over rosterSignedBytes(roster)

    friend bool operator==(const SignedRoster &, const SignedRoster &) = default;
};

inline constexpr std::size_t maximumRosterMembers = 256;
inline constexpr std::size_t maximumRosterBytes = 32'768;

[[nodiscard]] QByteArray rosterSignedBytes(const ScopeRoster &roster);
[[nodiscard]] QByteArray encodeRoster(const SignedRoster &roster);
[[nodiscard]] base::Result<SignedRoster> decodeRoster(QByteArrayView bytes);

} // namespace luotsi::sync::protocol
