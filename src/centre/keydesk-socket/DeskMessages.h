#pragma once

#include "centre/ports/KeyDesk.h"

#include <QByteArray>
#include <QByteArrayView>

#include <variant>

namespace luotsi::centre::keydesk_socket {

namespace protocol = sync::protocol;
using base::Result;

/// Largest message either way: a submit change with all wraps a draft can have.
inline constexpr std::size_t maximumDeskMessage = 1'048'576;

struct EraseDraft
{
    protocol::DraftId draft;
};
struct AskReady
{
};

/// What the endpoint asks. The message is an array: version, kind, and what the kind needs.
using DeskQuestion = std::variant<ports::Delivery, ports::Rewrap, EraseDraft, AskReady>;

// Pure; any thread. Decoding is strict: MalformedInput, or ProtocolTooOld for a newer version.
[[nodiscard]] QByteArray encodeQuestion(const DeskQuestion &question);
[[nodiscard]] Result<DeskQuestion> decodeQuestion(QByteArrayView bytes);

[[nodiscard]] QByteArray encodeAcceptance(const Result<ports::Acceptance> &answer);
[[nodiscard]] QByteArray encodeRewrapAnswer(const Result<protocol::RewrapReply> &answer);
[[nodiscard]] QByteArray encodeDone(const Result<void> &answer);
/// The desk's own error comes back as the error it was.
[[nodiscard]] Result<ports::Acceptance> decodeAcceptance(QByteArrayView bytes);
[[nodiscard]] Result<protocol::RewrapReply> decodeRewrapAnswer(QByteArrayView bytes);
[[nodiscard]] Result<void> decodeDone(QByteArrayView bytes);

} // namespace luotsi::centre::keydesk_socket
