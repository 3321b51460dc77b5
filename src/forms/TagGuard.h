#pragma once

#include <QByteArray>

#include <optional>

namespace luotsi::forms {

/// XML readers compare each attribute of an element with every other one, so that one tag with very many
/// keeps them busy for hours. The line of the first such tag; nothing where there is none. Looks at bytes
/// alone and costs one pass; the reader tells whether they are XML.
[[nodiscard]] std::optional<int> crowdedTag(const QByteArray &xml);

} // namespace luotsi::forms
