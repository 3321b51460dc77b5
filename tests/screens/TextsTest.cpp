// Every id used has words in every language; no words are left that nobody uses; the pseudo-locale is long
// enough.

#include "base/Error.h"

#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

using namespace luotsi;

namespace {

const QString root = QStringLiteral(LUOTSI_SOURCE_DIR);

QString readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Id to words (plural forms joined).
QHash<QString, QString> textsIn(const QString &path)
{
    QHash<QString, QString> texts;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    QXmlStreamReader reader(&file);
    QString id;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        if (reader.name() == QLatin1String("message"))
            id = reader.attributes().value(QLatin1String("id")).toString();
        else if (reader.name() == QLatin1String("translation"))
            texts.insert(id, reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed());
    }
    return texts;
}

void collect(const QString &text, const QString &pattern, QSet<QString> &ids)
{
    auto matches = QRegularExpression(pattern).globalMatch(text);
    while (matches.hasNext())
        ids.insert(matches.next().captured(1));
}

/// Ids a person may see: by name in QML and C++, and one for every error.
QSet<QString> usedIds()
{
    QSet<QString> ids;
    for (const char *folder : {"qml", "src", "sync"}) {
        QDirIterator files(root + QLatin1Char('/') + QLatin1String(folder),
                           {QStringLiteral("*.qml"), QStringLiteral("*.cpp"), QStringLiteral("*.h")},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (path.contains(QLatin1String("/tests/")))
                continue;
            const QString text = readFile(path);
            collect(text, QStringLiteral("(?:qsTrId|qtTrId|QT_TRID_NOOP)\\(\\s*\"([^\"]+)\""), ids);
            collect(text, QStringLiteral("\"((?:error|check|failure-works|unlock)-[a-z0-9-]+)\""), ids);
        }
    }
    for (int code = 0; code <= int(base::ErrorCode::Internal); ++code)
        ids.insert(base::textId(base::ErrorCode(code)));
    return ids;
}

QString fileOf(const char *language)
{
    return root + QStringLiteral("/assets/texts/luotsi_%1.ts").arg(QLatin1String(language));
}

QStringList sorted(const QSet<QString> &ids)
{
    QStringList list(ids.cbegin(), ids.cend());
    list.sort();
    return list;
}

} // namespace

class TextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIdHasWordsInEveryLanguage_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *language : {"fi", "sv", "en"})
            QTest::newRow(language) << fileOf(language);
    }

    void everyIdHasWordsInEveryLanguage()
    {
        QFETCH(const QString, file);
        const auto texts = textsIn(file);
        QSet<QString> missing;
        for (const QString &id : usedIds()) {
            if (texts.value(id).isEmpty())
                missing.insert(id);
        }
        QCOMPARE(sorted(missing), QStringList());
    }

    void noWordsAreLeftOver()
    {
        const QSet<QString> used = usedIds();
        QVERIFY(used.size() > 150); // the search itself works
        for (const char *language : {"fi", "sv", "en"}) {
            const auto texts = textsIn(fileOf(language));
            QSet<QString> unused;
            for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
                if (!used.contains(it.key()))
                    unused.insert(it.key());
            }
            QCOMPARE(sorted(unused), QStringList());
        }
    }

    void everyLanguageHasTheSamePlaces()
    {
        const auto english = textsIn(fileOf("en"));
        for (const char *language : {"fi", "sv"}) {
            const auto texts = textsIn(fileOf(language));
            for (auto it = english.cbegin(); it != english.cend(); ++it) {
                QSet<QString> there;
                QSet<QString> here;
                collect(it.value(), QStringLiteral("(%[0-9n])"), there);
                collect(texts.value(it.key()), QStringLiteral("(%[0-9n])"), here);
                QVERIFY2(there == here, qPrintable(it.key()));
            }
        }
    }

    void pseudoWordsAreLongerByFortyPercent()
    {
        const auto english = textsIn(fileOf("en"));
        const auto pseudo = textsIn(QStringLiteral(LUOTSI_BINARY_DIR "/assets/texts/luotsi_pseudo.ts"));
        QCOMPARE(pseudo.size(), english.size());
        for (auto it = english.cbegin(); it != english.cend(); ++it) {
            QVERIFY2(pseudo.value(it.key()).size() >= it.value().size() * 1.4, qPrintable(it.key()));
            QVERIFY2(pseudo.value(it.key()).startsWith(QChar(0x202B)), qPrintable(it.key()));
        }
    }
};

QTEST_GUILESS_MAIN(TextsTest)
#include "TextsTest.moc"
