#pragma once

#include "centre/host/KeyDeskAssembly.h"

#include <QStringList>

#include <sys/types.h>
#include <vector>

namespace luotsi::apps {

/// What the key desk was told to do.
struct DeskOptions
{
    centre::host::KeyDeskParts parts;
    QString socket;
    std::vector<uid_t> users;          ///< who is served
    std::int64_t destroyKeysAfter = 0; ///< milliseconds; 0: keys are kept
    QString helpText;                  ///< set: print it and leave
};

/// MalformedInput with a sentence for the person who typed it.
[[nodiscard]] base::Result<DeskOptions> parseDeskOptions(const QStringList &arguments);

} // namespace luotsi::apps
