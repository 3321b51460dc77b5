#pragma once

#include "base/Result.h"
#include "sync/protocol/Change.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace luotsi::sync::protocol {

/// Largest instance XML a submit body may hold after inflating.
inline constexpr qsizetype maximumInstanceBytes = 4'194'304;

// Bodies are what a change seals: answers of a person. They never appear in a log, file name or table.
// `path` is the stable path of a node (absolute XForm path with row ids at repeat steps).

/// The draft begins; names what it is a draft of.
struct CreateBody
{
    FormHash form;
    QString site;     ///< where it was begun, as the profile names it
    QString language; ///< BCP 47
    friend bool operator==(const CreateBody &, const CreateBody &) = default;
};

/// Value of one question as the form engine serialises it; empty means cleared.
struct AnswerBody
{
    QString path;
    QString value;
    friend bool operator==(const AnswerBody &, const AnswerBody &) = default;
};

struct RepeatAddBody
{
    QString path; ///< of the repeat
    RowId row;
    std::uint32_t position = 0; ///< from 0, where the person saw it
    friend bool operator==(const RepeatAddBody &, const RepeatAddBody &) = default;
};

struct RepeatRemoveBody
{
    QString path;
    RowId row;
    friend bool operator==(const RepeatRemoveBody &, const RepeatRemoveBody &) = default;
};

/// One attachment of a draft: how to find it and how to open it.
struct AttachmentRef
{
    QString name; ///< as it stands in the instance XML
    BlobId blob;
    BlobKey key;
    QString mediaType;
    std::uint64_t size = 0; ///< bytes before sealing
    friend bool operator==(const AttachmentRef &, const AttachmentRef &) = default;
};

struct AttachBody
{
    QString path;
    AttachmentRef file;
    friend bool operator==(const AttachBody &, const AttachBody &) = default;
};

/// The whole submission: the canonical instance and everything it was made from.
struct SubmitBody
{
    std::uint32_t round = 1;
    QByteArray instance; ///< XML, UTF-8
    QString instanceId;
    std::vector<ChangeId> heads; ///< sorted
    std::vector<AttachmentRef> attachments;
    std::int64_t deviceTime = 0; ///< wall milliseconds
    QString language;
    friend bool operator==(const SubmitBody &, const SubmitBody &) = default;
};

/// A remark of a person or worker.
struct NoteBody
{
    QString text;
    friend bool operator==(const NoteBody &, const NoteBody &) = default;
};

/// Body of a kind or version this program does not know: kept whole, shown as "from a newer version".
struct OpaqueBody
{
    QByteArray bytes;
    friend bool operator==(const OpaqueBody &, const OpaqueBody &) = default;
};

using Body = std::variant<CreateBody, AnswerBody, RepeatAddBody, RepeatRemoveBody, AttachBody, SubmitBody,
                          NoteBody, OpaqueBody>;

/// Kind a body belongs to; nothing for an opaque one. Pure.
[[nodiscard]] std::optional<ChangeKind> kindOf(const Body &body);

/// QuotaExceeded above maximumBodyBytes: said before anything is stored, never cut. Instances over 16 KiB
/// are deflated (RFC 1950). Pure; any thread.
[[nodiscard]] base::Result<QByteArray> encodeBody(const Body &body);
/// Bytes as opened, without padding. MalformedInput when they are not a body of the header's kind.
[[nodiscard]] base::Result<Body> decodeBody(const ChangeHeader &header, QByteArrayView bytes);

} // namespace luotsi::sync::protocol
