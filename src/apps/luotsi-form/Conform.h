#pragma once

#include "Checks.h"
#include "Run.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

namespace luotsi::form {

/// Compares runs of our engine with recorded ones and keeps the score: by agreement of the recorded engines,
/// by class of state and by feature, in files and in single checks.
class Conform
{
public:
    /// `decisions` by the name of the recorded file.
    explicit Conform(QMap<QString, Decision> decisions) : m_decisions(std::move(decisions)) {}

    /// A golden file, a scenario trace, or a folder of them.
    void run(const QString &path);
    [[nodiscard]] QJsonObject score() const;
    [[nodiscard]] QString text() const;
    /// Nothing recorded was found.
    [[nodiscard]] bool isEmpty() const { return m_agreements.isEmpty() && m_otherAttachments.isEmpty(); }
    /// Files with a difference that nobody has decided, or with a decision that does not fit them any more.
    [[nodiscard]] int misses() const { return m_misses; }
    [[nodiscard]] const QStringList &messages() const { return m_messages; }
    /// Decisions as they would have to be written for what was seen.
    [[nodiscard]] const QJsonObject &drafts() const { return m_drafts; }

private:
    /// Of files: as recorded, otherwise by decision, and otherwise.
    struct Files
    {
        int passed = 0;
        int decided = 0;
        int missed = 0;
    };
    using Classes = QMap<QString, Count>;

    void runFile(const QString &file);
    [[nodiscard]] Checks checksOf(const QString &file, const QJsonObject &json) const;
    [[nodiscard]] Checks checksOfTrace(const QString &file, const QJsonObject &trace) const;
    [[nodiscard]] QByteArray earlierOf(const QString &file) const;
    void enter(const QString &name, const QJsonObject &json, const Checks &checks);

    QMap<QString, Decision> m_decisions;
    QMap<QString, Files> m_agreements;
    QMap<QString, Classes> m_classes; ///< by "agree" and "others"
    QMap<QString, Files> m_features;
    QStringList m_otherAttachments;
    QStringList m_messages;
    QJsonObject m_drafts;
    int m_misses = 0;
};

} // namespace luotsi::form
