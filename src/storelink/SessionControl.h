#pragma once

#include "base/Error.h"
#include "base/Result.h"
#include "ports/DraftStore.h"
#include "sync/protocol/Messages.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace luotsi::storelink::control {

// Messages beside the store's requests. None holds an answer, a name or a code;
// only Setup holds a secret.

/// What was pressed on the start screen.
enum class Intent : std::uint8_t {
    Apply = 1,
    ContinueWithCode = 2,
    LookAround = 3,
    Help = 4,
    Urgent = 5,
    Privacy = 6
};
enum class Ending : std::uint8_t { Kept = 1, Deleted = 2, Finished = 3 };

/// Supervisor → session: show yourself; a person has pressed. Sent once to a waiting session.
struct Begin
{
    Intent intent = Intent::Apply;
    QString language;              ///< BCP 47
    std::uint32_t textScale = 100; ///< per cent, 50 to 400
    std::uint8_t contrast = 0;     ///< 0 standard, 1 high light, 2 high dark
    friend bool operator==(const Begin &, const Begin &) = default;
};

/// Supervisor → session: what the session needs to seal and to check, before anything else. The vault key
/// closes the outer layer of code wraps; the session never gets the database key.
struct Setup
{
    QByteArray vaultKey;   ///< 32 bytes
    QByteArray receiptKey; ///< 32 bytes, empty before enrolment
    QByteArray intakeKey;  ///< 32 bytes, empty before enrolment
    ports::protocol::KeyId intakeKeyId;
    friend bool operator==(const Setup &, const Setup &) = default;
};

/// Supervisor → session: is the centre reachable, and if not, why.
struct Connection
{
    bool online = false;
    std::optional<base::ErrorCode> reason;
    friend bool operator==(const Connection &, const Connection &) = default;
};

/// Supervisor → session: where this session's draft stands now.
struct QueueChanged
{
    ports::protocol::DraftId draft;
    ports::DraftStatus status;
};

/// Supervisor → session: end now; what is typed is kept.
struct Shutdown
{
    friend bool operator==(const Shutdown &, const Shutdown &) = default;
};

/// Session → supervisor: loaded and waiting behind the start screen.
struct Ready
{
    friend bool operator==(const Ready &, const Ready &) = default;
};

/// Session → supervisor: the last message; the process ends after it.
struct Ended
{
    Ending how = Ending::Kept;
    friend bool operator==(const Ended &, const Ended &) = default;
};

/// Session → supervisor: somebody is there (watchdog and self-check).
struct Activity
{
    friend bool operator==(const Activity &, const Activity &) = default;
};

/// Session → supervisor: something was sent; try the centre now.
struct Submitted
{
    ports::protocol::DraftId draft;
    friend bool operator==(const Submitted &, const Submitted &) = default;
};

/// Session → supervisor: look for the draft of this code here, and at the centre when it can be reached. The
/// lookup id is all the supervisor ever learns of a code. One search at a time.
struct FindDraft
{
    ports::protocol::LookupId lookup;
    friend bool operator==(const FindDraft &, const FindDraft &) = default;
};

/// Session → supervisor: the person does not want to wait for it any longer.
struct StopFinding
{
    friend bool operator==(const StopFinding &, const StopFinding &) = default;
};

/// Supervisor → session: what came of the search. Without an error the store has the draft and its code.
struct DraftFound
{
    ports::protocol::LookupId lookup;
    std::optional<base::ErrorCode> error;
    std::vector<ports::protocol::Access> accesses; ///< as the centre tells them, newest first
    friend bool operator==(const DraftFound &, const DraftFound &) = default;
};

using Message = std::variant<Setup, Begin, Connection, QueueChanged, Shutdown, Ready, Ended, Activity,
                             Submitted, FindDraft, StopFinding, DraftFound>;

/// Largest control message.
inline constexpr qsizetype maximumMessageBytes = 64 * 1024;

/// Payload of one frame. Decoding is strict: MalformedInput. Pure; any thread.
[[nodiscard]] QByteArray encode(const Message &message);
[[nodiscard]] base::Result<Message> decode(QByteArrayView payload);

} // namespace luotsi::storelink::control
