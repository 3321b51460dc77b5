#pragma once

#include "base/Result.h"
#include "crypto/BoxKeys.h"
#include "sync/protocol/Ids.h"

#include <QString>

namespace luotsi::centre::keydesk {

namespace protocol = sync::protocol;

/// The private intake keys, one file per key id. Read for every use and never kept: a folder that goes away
/// takes the keys with it. Threading: any thread.
class KeyFolder
{
public:
    explicit KeyFolder(QString folder) : m_folder(std::move(folder)) {}

    /// NotFound when the folder has no such key, StoreKeyUnavailable when the folder is not there.
    [[nodiscard]] base::Result<crypto::BoxKeyPair> open(const protocol::KeyId &id) const;
    /// Is the folder there? Otherwise the desk is down.
    [[nodiscard]] bool available() const;

private:
    QString m_folder;
};

} // namespace luotsi::centre::keydesk
