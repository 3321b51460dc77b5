#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <vector>

namespace luotsi::usecases {

/// What the pack says of a form beside the XForm itself (form.json). Paths are references without positions.
/// Invariant: comes from a pack whose signature was checked, so unknown members are left alone and missing
/// ones have the value below. A plain value.
struct FormDescription
{
    /// How a row of a repeat is told in one line; XPath from the row.
    struct RowSummary
    {
        QString text;
        QString choice; ///< path of a select whose chosen label stands before the text
    };
    /// Something the person says they bring later; `when`, `what`, `by` and `fulfilled` are XPath from the
    /// row.
    struct Promise
    {
        QString row;
        QString when;
        QString what;
        QString by;
        QString fulfilled;
    };

    QStringList optionalTasks;
    QStringList checkPageTasks; ///< tasks that live on the check page
    QHash<QString, RowSummary> rows;
    std::vector<Promise> promises;
    QStringList exclusiveChoices;
    QSet<QString> masked;
    int imageLongestSide = 0; ///< pixels; 0: as it is
};

/// MalformedInput when it is not a JSON object. Pure.
[[nodiscard]] base::Result<FormDescription> decodeFormDescription(const QByteArray &json);

} // namespace luotsi::usecases
