#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <cstdint>
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
    /// row, `kind` is the path of a select below it.
    struct Promise
    {
        QString row;
        QString when;
        QString what;
        QString kind;
        QString by;
        QString fulfilled;
        QString pages; ///< the list of uploads it is brought into; empty: not here

        /// Pages inside the row are asked for only when the paper is brought.
        [[nodiscard]] bool asksLater() const { return pages.startsWith(row + QLatin1Char('/')); }
    };

    /// What the authority may ask for later with a text of the pack, and the list of uploads it is brought
    /// into.
    struct Requests
    {
        QString pages;                                 ///< no part of the application's walk; empty: not here
        QHash<QString, QHash<QString, QString>> texts; ///< by id, then language

        /// In that language, else in any; the id when the pack does not know it.
        [[nodiscard]] QString textOf(const QString &id, const QString &language) const;
    };

    QStringList optionalTasks;
    QStringList checkPageTasks; ///< tasks that live on the check page
    QHash<QString, RowSummary> rows;
    std::vector<Promise> promises;
    Requests requests;
    QStringList exclusiveChoices;
    QSet<QString> masked;
    int imageLongestSide = 0;         ///< pixels; 0: as it is
    std::uint64_t recordingBytes = 0; ///< largest sound or film; 0: as large as a page may be
};

/// MalformedInput when it is not a JSON object. Pure.
[[nodiscard]] base::Result<FormDescription> decodeFormDescription(const QByteArray &json);

} // namespace luotsi::usecases
