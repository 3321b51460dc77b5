#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "centre/identity/CentreIdentity.h"

#include <QStringList>

namespace luotsi::centre::identity {

// The centre's next authority, and the server's next certificate. An endpoint that runs goes on with what it
// has loaded, which devices still trust, until it is started again. Either is in force whole or not at all: a
// command that was interrupted is run again.

/// Makes the next authority (new key, new root), has the present one vouch for it, and gives the server a
/// certificate of the next one for the same names, with every cross certificate a device of an earlier root
/// needs. Then the present authority's private key is destroyed; its certificate stays among the earlier
/// ones, whose devices are known until it ends. StoreKeyUnavailable when the centre's parts cannot be read;
/// StoreFailed when the folder cannot be written.
[[nodiscard]] base::Result<void> rotateAuthority(const CentreLayout &layout, const base::Clock &clock,
                                                 base::Random &random);

/// A new key and certificate for the server, from the present authority. `names` empty: those it has.
[[nodiscard]] base::Result<void> renewServer(const CentreLayout &layout, const QStringList &names,
                                             const base::Clock &clock, base::Random &random);

} // namespace luotsi::centre::identity
