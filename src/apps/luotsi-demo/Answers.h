#pragma once

#include "base/Result.h"

#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

namespace luotsi::demo {

/// What the person in the demo answers: XForm path to value, repeat rows counted from 1 as in
/// "/data/costs/cost[2]/amount". Keeps which of them were asked for. Threading: one thread.
class Answers
{
public:
    /// A JSON object of strings. MalformedInput otherwise.
    [[nodiscard]] static base::Result<Answers> read(const QString &file);

    /// The form's own path of a page's field, in which rows have ids, as the file writes it. Rows are
    /// numbered in the order they were first seen.
    [[nodiscard]] QString indexed(const QString &stablePath);

    [[nodiscard]] bool has(const QString &path) const { return m_values.contains(path); }
    /// Marks the answer as asked for.
    [[nodiscard]] QString take(const QString &path);

    /// How many rows of a repeat the person has something to say about, e.g. "cost" in the task "costs".
    [[nodiscard]] int rowsOf(const QString &task, const QString &repeat) const;
    /// File names for an upload, or for a repeat of uploads, in order; marks them as asked for.
    [[nodiscard]] QStringList papersAt(const QString &path);

    [[nodiscard]] const QMap<QString, QString> &all() const { return m_values; }
    [[nodiscard]] QStringList neverAsked() const;

private:
    QMap<QString, QString> m_values;
    QStringList m_taken;
    QHash<QString, QStringList> m_rows; ///< by repeat path, the row ids in the order seen
};

} // namespace luotsi::demo
