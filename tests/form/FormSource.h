#pragma once

#include <QHash>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace luotsi::tests {

/// The XForm of a folder as plain lists, read without any form engine, so that a defect of the engine cannot
/// hide one of the form.
struct FormSource
{
    struct Control
    {
        QString element;
        QString ref;
        QString label; ///< itext id
        QString hint;
        QStringList appearance;
    };

    QString error; ///< with line and column; empty when well-formed
    QHash<QString, QHash<QString, QMap<QString, QString>>>
        texts;                  ///< language → id → form ("" is the plain one)
    QSet<QString> nodes;        ///< absolute paths of the primary instance
    QStringList topLevelGroups; ///< names in the order of the body
    QSet<QString> repeats;
    QList<Control> controls;            ///< questions and groups of the body
    QSet<QString> textReferences;       ///< ids wanted by labels, hints, messages and choices
    QSet<QString> references;           ///< paths of binds, controls and actions
    QStringList expressions;            ///< relevance, constraint, calculation, …
    QMap<QString, QStringList> choices; ///< list → names

    [[nodiscard]] static FormSource read(const QString &file);
};

} // namespace luotsi::tests
