#pragma once

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

namespace luotsi::form {

class Player;

/// Compares runs of our engine with recorded ones and keeps the score by class of state and by feature.
class Conform
{
public:
    /// `known` maps a golden's file name to the reason why it differs on purpose.
    explicit Conform(QMap<QString, QString> known) : m_known(std::move(known)) {}

    /// A golden file, a scenario trace, or a folder of them.
    void run(const QString &path);
    [[nodiscard]] QJsonObject score() const;
    [[nodiscard]] QString text() const;
    /// Misses in files that the two recorded engines agree on and that no reason covers, and reasons that
    /// cover nothing.
    [[nodiscard]] int misses() const { return m_misses; }
    [[nodiscard]] const QStringList &messages() const { return m_messages; }

private:
    struct Count
    {
        int passed = 0;
        int failed = 0;
    };

    void runFile(const QString &file);
    [[nodiscard]] QString earlierOf(const QString &file, const QJsonObject &trace) const;
    QStringList runGolden(const QJsonObject &golden, const QString &folder);
    QStringList runTrace(const QJsonObject &trace);
    QStringList runPass(const QJsonObject &pass, const QByteArray &xml,
                        const QMap<QString, QByteArray> &resources);
    QStringList compare(const QMap<QString, QJsonObject> &expected, const Player &player,
                        const QString &when);
    void count(const QString &className, bool passed);

    QMap<QString, QString> m_known;
    QMap<QString, Count> m_classes;
    QMap<QString, Count> m_features;
    QMap<QString, Count> m_agreements;
    QStringList m_messages;
    int m_misses = 0;
    QString m_origin;  ///< of the trace that runs
    QString m_earlier; ///< instance XML it began with
};

} // namespace luotsi::form
