#pragma once

#include <QByteArray>

namespace luotsi::usecases::tests {

/// A small form in its first version: a name, costs with an amount, a question the second one drops.
[[nodiscard]] QByteArray firstVersion();
/// The second version: the name and the costs stand elsewhere, a question is new.
[[nodiscard]] QByteArray secondVersion();

} // namespace luotsi::usecases::tests
