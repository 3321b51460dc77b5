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

/// Requests one round can name.
inline constexpr std::size_t maximumAnswered = 64;

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
    std::vector<ChangeId> answers = {}; ///< requests of the authority this round answers, sorted; often none
    friend bool operator==(const SubmitBody &, const SubmitBody &) = default;
};

/// A remark of a person or worker.
struct NoteBody
{
    QString text;
    friend bool operator==(const NoteBody &, const NoteBody &) = default;
};

/// The authority asks for something more: made by the centre alone, sealed for the draft's readers by the key
/// desk. The change's id names the request. Either a text of the service's list or the words of staff.
struct RequestBody
{
    QString textId;           ///< id in requests of the form's form.json; empty when `text` says it
    QString text;             ///< as staff wrote it, in the person's language
    QString due;              ///< the day it should have come by, ISO 8601, set by staff; empty: none
    QString sender;           ///< who asks, as a person knows it, e.g. "Kela"
    std::int64_t askedAt = 0; ///< wall milliseconds of the centre
    friend bool operator==(const RequestBody &, const RequestBody &) = default;
};

/// Who has the draft in hand from now on. Says so and locks nothing.
struct HandoverBody
{
    QString holder;      ///< site or team as the profile names it, never a person
    std::int64_t at = 0; ///< wall milliseconds of the device
    friend bool operator==(const HandoverBody &, const HandoverBody &) = default;
};

/// One path that another one takes the place of, both without row ids.
struct MovedPath
{
    QString from;
    QString to;
    friend bool operator==(const MovedPath &, const MovedPath &) = default;
};

/// Paths one migration may move.
inline constexpr std::size_t maximumMovedPaths = 512;

/// The draft goes on in another version of its form. Holds the map it was made with, as the pack had signed
/// it, so that every reader comes to the same draft whatever pack it has. Answers stay where they are.
struct MigrateBody
{
    FormHash from;
    FormHash to;
    std::vector<MovedPath> paths; ///< sorted, no `from` and no `to` twice
    friend bool operator==(const MigrateBody &, const MigrateBody &) = default;
};

/// Body of a kind or version this program does not know: kept whole, shown as "from a newer version".
struct OpaqueBody
{
    QByteArray bytes;
    friend bool operator==(const OpaqueBody &, const OpaqueBody &) = default;
};

using Body = std::variant<CreateBody, AnswerBody, RepeatAddBody, RepeatRemoveBody, AttachBody, SubmitBody,
                          NoteBody, RequestBody, HandoverBody, MigrateBody, OpaqueBody>;

/// Kind a body belongs to; nothing for an opaque one. Pure.
[[nodiscard]] std::optional<ChangeKind> kindOf(const Body &body);

/// QuotaExceeded above maximumBodyBytes: said before anything is stored, never cut. Instances over 16 KiB
/// are deflated (RFC 1950). Pure; any thread.
[[nodiscard]] base::Result<QByteArray> encodeBody(const Body &body);
/// Bytes as opened, without padding. MalformedInput when they are not a body of the header's kind.
[[nodiscard]] base::Result<Body> decodeBody(const ChangeHeader &header, QByteArrayView bytes);

} // namespace luotsi::sync::protocol
