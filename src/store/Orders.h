#pragma once

#include "store/DeviceTable.h"
#include "store/DraftTable.h"
#include "store/Statement.h"
#include "sync/protocol/Control.h"

namespace luotsi::store {

/// Does what the centre orders, each order once. Never removes sealed work the centre has not acknowledged:
/// that still leaves the device. All members run inside Database::read or write and throw Failure.
class Orders
{
public:
    Orders(Database &database, DraftTable &drafts, DeviceTable &device);

    /// Says whether anything was destroyed.
    [[nodiscard]] bool execute(const protocol::Command &command);
    /// After a code has reached the centre: on a device without readers it opens nothing here any more.
    void codeArrived();

private:
    void removeReaders();
    void removeCopies();

    Database &m_database;
    DraftTable &m_drafts;
    DeviceTable &m_device;
    Statement m_known;
    Statement m_remember;
    Statement m_removeArrivedCodes;
};

} // namespace luotsi::store
