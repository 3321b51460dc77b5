#pragma once

#include "usecases/OpenDraft.h"

#include <QString>

namespace luotsi::usecases {

/// Says who has the draft in hand from now on, in the place of everybody who was said to. Others see it when
/// they open the draft (DraftFacts::records); it stops nobody. One commit; none when it says so already.
class TakeInHand
{
public:
    explicit TakeInHand(Tools tools) : m_tools(tools) {}
    /// `holder`: site or team as the profile names it. `worker`: whose hand it is, none for the client.
    [[nodiscard]] base::Result<void> execute(OpenDraft &draft, const QString &holder,
                                             const std::optional<protocol::ActorId> &worker);

private:
    Tools m_tools;
};

} // namespace luotsi::usecases
