#pragma once

#include "ports/UpkeepStore.h"
#include "store/Statement.h"

namespace luotsi::store {

namespace ports = luotsi::ports;
namespace protocol = sync::protocol;

/// How far each scope's feed has been read. All members run inside Database::read or write and throw Failure.
class FeedTable
{
public:
    explicit FeedTable(Database &database);

    [[nodiscard]] ports::FeedPosition position(const QString &scope);
    void setPosition(const QString &scope, const ports::FeedPosition &position);
    void restart(const QString &scope);
    [[nodiscard]] std::vector<protocol::DraftId> heldDrafts(const std::optional<protocol::DraftId> &after,
                                                            std::size_t limit);

private:
    Statement m_position;
    Statement m_setPosition;
    Statement m_restart;
    Statement m_held;
};

} // namespace luotsi::store
