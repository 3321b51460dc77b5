#include "Outcome.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace luotsi::demo {

namespace {

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// The same answer in the instance's writing: amounts may differ in trailing zeros, marks in their order.
bool sameAnswer(const QString &given, const QString &arrived)
{
    if (given == arrived)
        return true;
    bool givenNumber = false;
    bool arrivedNumber = false;
    const double first = given.toDouble(&givenNumber);
    const double second = arrived.toDouble(&arrivedNumber);
    if (givenNumber && arrivedNumber && given.contains(u'.'))
        return first == second;
    QStringList givenWords = given.split(u' ');
    QStringList arrivedWords = arrived.split(u' ');
    givenWords.sort();
    arrivedWords.sort();
    return givenWords == arrivedWords;
}

void compareAnswers(const QString &folder, const QJsonObject &arrived, const Answers &answers,
                    QStringList &mismatches)
{
    for (auto given = answers.all().begin(); given != answers.all().end(); ++given) {
        const QString value = arrived.value(given.key()).toString();
        const bool isPaper = given.value().endsWith(QLatin1String(".jpg"));
        const bool same = isPaper ? !value.isEmpty() && QFile::exists(folder + u'/' + value)
                                  : sameAnswer(given.value(), value);
        if (!same)
            mismatches.append(given.key());
    }
}

} // namespace

Outcome readOutcome(const QString &exportFolder, const Answers &answers)
{
    Outcome outcome;
    for (const QString &path : answers.neverAsked())
        outcome.mismatches.append(path + QStringLiteral(" (never asked)"));
    const QStringList submissions = QDir(exportFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    outcome.submissionsAtCentre = static_cast<int>(submissions.size());
    if (submissions.isEmpty())
        return outcome;
    const QString folder = exportFolder + u'/' + submissions.first();
    const QJsonObject receipt = readObject(folder + QStringLiteral("/receipt.json"));
    outcome.draft = receipt.value(QStringLiteral("draft")).toString();
    outcome.receipt = receipt.value(QStringLiteral("reference")).toString();
    outcome.receivedAt = receipt.value(QStringLiteral("received_at")).toString();
    compareAnswers(folder, readObject(folder + QStringLiteral("/answers.json")), answers, outcome.mismatches);
    return outcome;
}

QStringList readWarnings(const QString &logFile)
{
    QFile file(logFile);
    if (!file.open(QIODevice::ReadOnly))
        return {QStringLiteral("the log of the kiosk cannot be read")};
    return QString::fromUtf8(file.readAll()).split(u'\n').filter(QStringLiteral(".qml:"));
}

base::Result<void> writeReport(const QString &file, const Outcome &outcome)
{
    const QJsonObject report{{QStringLiteral("screens"), outcome.screens},
                             {QStringLiteral("draft"), outcome.draft},
                             {QStringLiteral("receipt"), outcome.receipt},
                             {QStringLiteral("received_at"), outcome.receivedAt},
                             {QStringLiteral("submissions_at_centre"), outcome.submissionsAtCentre},
                             {QStringLiteral("mismatches"), QJsonArray::fromStringList(outcome.mismatches)},
                             {QStringLiteral("warnings"), QJsonArray::fromStringList(outcome.warnings)}};
    QFile written(file);
    if (!written.open(QIODevice::WriteOnly) || written.write(QJsonDocument(report).toJson()) < 0)
        return {base::ErrorCode::StoreFailed, QStringLiteral("the report cannot be written")};
    if (outcome.submissionsAtCentre != 1)
        return {
            base::ErrorCode::Internal,
            QStringLiteral("%1 submissions at the centre instead of one").arg(outcome.submissionsAtCentre)};
    if (!outcome.warnings.isEmpty())
        return {base::ErrorCode::Internal, outcome.warnings.join(u'\n')};
    if (!outcome.mismatches.isEmpty())
        return {base::ErrorCode::Internal, outcome.mismatches.join(QStringLiteral("; "))};
    return {};
}

} // namespace luotsi::demo
