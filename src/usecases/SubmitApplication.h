#pragma once

#include "usecases/OpenDraft.h"
#include "usecases/StartDraft.h"

#include <optional>
#include <vector>

namespace luotsi::usecases {

/// A pressed "send", durable on this device. It has arrived only when the centre says so.
struct Sent
{
    protocol::SubmissionId submission;
    std::uint32_t round = 1;
    QString reference; ///< a person can read it out
    std::int64_t sentAt = 0;
    std::size_t attachments = 0;
};

/// Who stands behind a sending. What two people answered differently must not leave by itself with one of
/// their answers as if it were the only one.
enum class Attendance : std::uint8_t {
    Unattended, ///< nobody is there to ask: a required answer in conflict holds the application back
    AskFirst,   ///< the person is there and has not been asked: any conflict holds it back
    SendAsItIs  ///< the person has been told of every conflict and sends all the same
};

/// Either what stands in the way, or what was sent.
struct SubmitOutcome
{
    std::vector<forms::ViolationView> violations;
    std::vector<QString> conflicts; ///< paths in conflict that hold it back
    std::optional<Sent> sent;
};

/// Sends the application: canonical instance, instanceID derived from draft and round, all heads it was made
/// from, what the form notes of its end among them, attachments by name; a wrap for the centre's intake key
/// when there is none yet. The submit change is durable in one commit, which releases what was held back.
/// What the form's rule "urgent" calls urgent goes first. What is still in conflict stands in the submit body
/// beside the value that is sent, stays a conflict, and is settled afterwards. A submit change once made is
/// sent by the synchroniser without further asking: it was decided here. Sending twice is refused
/// (AlreadySubmitted). Internal when the device has no intake key.
class SubmitApplication
{
public:
    SubmitApplication(Tools tools, std::optional<IntakeKey> intake)
        : m_tools(tools), m_intake(std::move(intake))
    {
    }
    [[nodiscard]] base::Result<SubmitOutcome> execute(OpenDraft &draft,
                                                      Attendance attendance = Attendance::AskFirst);
    /// A further round with what has been attached since: papers the person promised. Its instance names the
    /// round before as deprecatedID. What stands open in the form does not hold papers back. AlreadySubmitted
    /// when there is nothing new; NotFound when the draft was not sent or not all of it is here.
    [[nodiscard]] base::Result<Sent> sendPapers(OpenDraft &draft);

private:
    [[nodiscard]] static SubmitOutcome obstacles(const OpenDraft &draft, Attendance attendance);
    [[nodiscard]] base::Result<void> complete(OpenDraft &draft);
    [[nodiscard]] base::Result<void> wrapForIntake(OpenDraft &draft);
    [[nodiscard]] base::Result<Sent> send(OpenDraft &draft, protocol::Urgency urgency);

    Tools m_tools;
    std::optional<IntakeKey> m_intake;
};

/// Name of the form's expression that says how urgent a submission is, and its value for "goes first".
inline constexpr char urgencyExpression[] = "urgency";
inline constexpr char urgentValue[] = "urgent";

} // namespace luotsi::usecases
