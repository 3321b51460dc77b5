#pragma once

#include "base/Error.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace luotsi::forms {

/// Where in the bytes of a form a character of an expression stands. Made only when there is something to
/// tell: the reader keeps no places of attributes. Lines and columns count from 1.
/// Threading: pure.
class SourcePlaces
{
public:
    explicit SourcePlaces(const QByteArray &form);

    /// `tag` is a place in or right behind the start tag that has the expression in an attribute, or of the
    /// element around it. Nothing when it stands in no attribute from there on.
    [[nodiscard]] std::optional<base::TextPlace> find(base::TextPlace tag, const QString &expression,
                                                      int offset) const;

private:
    [[nodiscard]] qsizetype offsetOf(base::TextPlace place) const;
    [[nodiscard]] base::TextPlace placeOf(qsizetype offset) const;

    QString m_text;
    QList<qsizetype> m_lines; ///< offsets at which they begin
};

} // namespace luotsi::forms
