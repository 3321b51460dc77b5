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

/// Where something was written, in the words of the device's profile: what a person is told when two answers
/// stand against each other. Blank in every body but the first: written where the draft was begun, which
/// costs no byte.
struct Origin
{
    QString site;
    QString device;

    [[nodiscard]] bool isBlank() const { return site.isEmpty() && device.isEmpty(); }
    friend bool operator==(const Origin &, const Origin &) = default;
};

/// The draft begins; names what it is a draft of.
struct CreateBody
{
    FormHash form;
    QString site;       ///< where it was begun, by the site's id
    QString language;   ///< BCP 47
    Origin origin = {}; ///< the same for people
    friend bool operator==(const CreateBody &, const CreateBody &) = default;
};

/// Value of one question as the form engine serialises it; empty means cleared.
struct AnswerBody
{
    QString path;
    QString value;
    Origin origin = {};
    friend bool operator==(const AnswerBody &, const AnswerBody &) = default;
};

struct RepeatAddBody
{
    QString path; ///< of the repeat
    RowId row;
    std::uint32_t position = 0; ///< from 0, where the person saw it
    Origin origin = {};
    friend bool operator==(const RepeatAddBody &, const RepeatAddBody &) = default;
};

struct RepeatRemoveBody
{
    QString path;
    RowId row;
    Origin origin = {};
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
    Origin origin = {};
    friend bool operator==(const AttachBody &, const AttachBody &) = default;
};

/// What stood against each other when a person sent all the same. The instance carries the value of the side
/// whose change has the smallest id.
struct OpenConflict
{
    struct Side
    {
        ChangeId change;
        QString value; ///< as the form keeps it; an attachment's name; of a row "keep" or "remove"
        friend bool operator==(const Side &, const Side &) = default;
    };
    QString path;
    std::vector<Side> sides; ///< by change, ascending; at least two
    friend bool operator==(const OpenConflict &, const OpenConflict &) = default;
};

/// Most conflicts a submission may tell of, and most sides of one.
inline constexpr std::size_t maximumConflicts = 256;
inline constexpr std::size_t maximumSides = 64;

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
    std::vector<OpenConflict> conflicts = {}; ///< nobody had chosen between; by path
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
