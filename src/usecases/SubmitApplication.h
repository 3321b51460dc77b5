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

/// Either what stands in the way, or what was sent.
struct SubmitOutcome
{
    std::vector<forms::ViolationView> violations;
    std::vector<QString> conflicts; ///< paths with two answers nobody has chosen between
    std::optional<Sent> sent;
};

/// Sends the application: canonical instance, instanceID derived from draft and round, all heads it was made
/// from, what the form notes of its end among them, attachments by name; a wrap for the centre's intake key
/// when there is none yet. The submit change is durable in one commit, which releases what was held back.
/// What the form's rule "urgent" calls urgent goes first. Sending twice is refused (AlreadySubmitted).
/// Internal when the device has no intake key.
class SubmitApplication
{
public:
    SubmitApplication(Tools tools, std::optional<IntakeKey> intake)
        : m_tools(tools), m_intake(std::move(intake))
    {
    }
    [[nodiscard]] base::Result<SubmitOutcome> execute(OpenDraft &draft);
    /// A further round with what has been attached since: papers the person promised. Its instance names the
    /// round before as deprecatedID. What stands open in the form does not hold papers back. AlreadySubmitted
    /// when there is nothing new; NotFound when the draft was not sent or not all of it is here.
    [[nodiscard]] base::Result<Sent> sendPapers(OpenDraft &draft);

private:
    [[nodiscard]] static SubmitOutcome obstacles(const OpenDraft &draft);
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
