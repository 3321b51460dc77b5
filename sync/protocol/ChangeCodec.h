#pragma once

#include "sync/protocol/Change.h"
#include "sync/protocol/Push.h"
#include "sync/protocol/Wrap.h"

#include <QByteArrayView>

namespace luotsi::sync::protocol {

/// Newest version of the change format this program can read the inside of. Newer ones are kept and
/// forwarded byte for byte.
inline constexpr std::uint64_t changeVersion = 1;
inline constexpr std::size_t maximumParents = 256;
inline constexpr std::size_t maximumAttachments = 256;
/// A record is its change and at most this much envelope around it.
inline constexpr std::size_t envelopeRoomBytes = 256;
inline constexpr std::size_t maximumChangeBytes = maximumRecordBytes - envelopeRoomBytes;
inline constexpr std::size_t maximumWrapBytes = 4096;
inline constexpr qsizetype nonceBytes = 24;
/// Largest encoded body before padding; a record with it stays within maximumRecordBytes.
inline constexpr qsizetype maximumBodyBytes = 49'151;

/// Header as the bytes a body is sealed with as associated data. MalformedInput when the header breaks
/// a shape named in Change.h. All functions here are pure; any thread.
[[nodiscard]] base::Result<QByteArray> encodeHeader(const ChangeHeader &header);

/// The one way to make a change: encodes and computes the id. Sealing calls it with what it sealed.
[[nodiscard]] base::Result<Change> makeChange(const ChangeHeader &header, QByteArrayView nonce,
                                              QByteArrayView ciphertext);
/// A change that carries a wrap in clear (the wrap itself is sealed to its reader). Sets the kind.
[[nodiscard]] base::Result<Change> makeWrapChange(ChangeHeader header, const Wrap &wrap);
/// The wrap of a Wrap change. WrapMismatch when it names another draft than the header.
[[nodiscard]] base::Result<Wrap> wrapOf(const Change &change);

/// Strict: anything not deterministic, too large or of a wrong shape is MalformedInput. A newer version is
/// read as far as its header keeps the keys of version 1, and keeps all its bytes.
[[nodiscard]] base::Result<Change> decodeChange(QByteArrayView bytes);
/// Exact header bytes inside `change.bytes`, for opening; also right for newer versions.
[[nodiscard]] base::Result<QByteArray> headerBytes(const Change &change);

[[nodiscard]] bool isKnownKind(ChangeKind kind);

[[nodiscard]] QByteArray encodeEnvelope(const Envelope &envelope);
/// ProtocolTooOld for a newer version: envelopes end at the centre and are never forwarded.
[[nodiscard]] base::Result<Envelope> decodeEnvelope(QByteArrayView bytes);
/// What the next envelope of the chain names as `previous`.
[[nodiscard]] EnvelopeHash hashOf(const Envelope &envelope);

[[nodiscard]] QByteArray encodeRecord(const Record &record);
[[nodiscard]] base::Result<Record> decodeRecord(QByteArrayView bytes);

[[nodiscard]] QByteArray encodeWrap(const Wrap &wrap);
[[nodiscard]] base::Result<Wrap> decodeWrap(QByteArrayView bytes);

} // namespace luotsi::sync::protocol
