#include "FormSource.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using luotsi::tests::FormSource;

namespace {

const QString folder = QStringLiteral(LUOTSI_SOURCE_DIR "/assets/pack-fi/forms/totu-1.0/");
const QStringList languages{QStringLiteral("fi"), QStringLiteral("sv"), QStringLiteral("en")};

QJsonObject json(const QString &file)
{
    QFile device(file);
    if (!device.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(device.readAll()).object();
}

QString withoutRows(QString path)
{
    static const QRegularExpression row(QStringLiteral("\\[[0-9]+\\]"));
    return path.remove(row);
}

} // namespace

/// The form as a document: every text there, every name known, plain words.
class FormTextTest : public QObject
{
    Q_OBJECT

private:
    FormSource m_form;

private Q_SLOTS:
    void initTestCase()
    {
        m_form = FormSource::read(folder + QStringLiteral("form.xml"));
        QCOMPARE(m_form.error, QString());
        QVERIFY(m_form.controls.size() > 100);
    }

    void everyText_existsInThreeLanguagesAndIsNotEmpty()
    {
        QCOMPARE(m_form.texts.size(), languages.size());
        const auto &finnish = m_form.texts[languages.first()];
        for (const QString &language : languages) {
            const auto &texts = m_form.texts[language];
            QCOMPARE(texts.size(), finnish.size());
            for (auto text = finnish.begin(); text != finnish.end(); ++text) {
                QVERIFY2(texts.contains(text.key()), qPrintable(language + u' ' + text.key()));
                QCOMPARE(texts[text.key()].keys(), text->keys());
                for (const QString &value : texts[text.key()])
                    QVERIFY2(!value.trimmed().isEmpty(), qPrintable(language + u' ' + text.key()));
            }
        }
    }

    void everyTextAskedFor_existsAndEveryTextIsAskedFor()
    {
        const QList<QString> ids = m_form.texts[languages.first()].keys();
        const QSet<QString> known(ids.begin(), ids.end());
        QCOMPARE(m_form.textReferences - known, QSet<QString>());
        QCOMPARE(known - m_form.textReferences, QSet<QString>());
    }

    void everyQuestion_saysWhyItIsAsked()
    {
        for (const FormSource::Control &control : m_form.controls) {
            const bool isListFrame = control.ref.endsWith(QLatin1String("_list"));
            QVERIFY2(!control.label.isEmpty() || isListFrame, qPrintable(control.ref));
            if (control.element == QLatin1String("group"))
                continue;
            const auto &hint = m_form.texts[languages.first()][control.hint];
            QVERIFY2(hint.contains(QStringLiteral("guidance")), qPrintable(control.ref));
        }
    }

    void everyBindControlAndAction_pointsToANode()
    {
        QCOMPARE(m_form.references - m_form.nodes, QSet<QString>());
    }

    void finnishTexts_arePlain()
    {
        qsizetype words = 0;
        qsizetype sentences = 0;
        static const QRegularExpression sentenceEnd(QStringLiteral("[.?!:](\\s|$)"));
        static const QRegularExpression notLetters(QStringLiteral("[^\\p{L}-]+"));
        for (const auto &forms : std::as_const(m_form.texts[languages.first()])) {
            for (const QString &text : forms) {
                for (const QString &sentence : text.split(sentenceEnd, Qt::SkipEmptyParts)) {
                    const QStringList found = sentence.split(notLetters, Qt::SkipEmptyParts);
                    sentences += found.isEmpty() ? 0 : 1;
                    words += found.size();
                    for (const QString &word : found)
                        QVERIFY2(word.size() <= 22, qPrintable(word));
                    QVERIFY2(found.size() <= 18, qPrintable(sentence));
                }
            }
        }
        QVERIFY2(words <= 9 * sentences,
                 qPrintable(QStringLiteral("%1 words in %2 sentences").arg(words).arg(sentences)));
    }

    void functions_areThoseOfTheSpecification()
    {
        static const QSet<QString> known{QStringLiteral("abs"),      QStringLiteral("coalesce"),
                                         QStringLiteral("concat"),   QStringLiteral("contains"),
                                         QStringLiteral("count"),    QStringLiteral("count-selected"),
                                         QStringLiteral("current"),  QStringLiteral("format-date"),
                                         QStringLiteral("if"),       QStringLiteral("instance"),
                                         QStringLiteral("int"),      QStringLiteral("normalize-space"),
                                         QStringLiteral("not"),      QStringLiteral("number"),
                                         QStringLiteral("regex"),    QStringLiteral("round"),
                                         QStringLiteral("selected"), QStringLiteral("starts-with"),
                                         QStringLiteral("string"),   QStringLiteral("string-length"),
                                         QStringLiteral("substr"),   QStringLiteral("sum"),
                                         QStringLiteral("today"),    QStringLiteral("translate"),
                                         QStringLiteral("true"),     QStringLiteral("and"),
                                         QStringLiteral("or"),       QStringLiteral("mod"),
                                         QStringLiteral("div")};
        static const QRegularExpression literal(QStringLiteral("'[^']*'"));
        static const QRegularExpression call(QStringLiteral("([a-z][a-z-]*)\\s*\\("));
        for (QString expression : m_form.expressions) {
            expression.replace(literal, QStringLiteral("''"));
            auto found = call.globalMatch(expression);
            while (found.hasNext()) {
                const QString name = found.next().captured(1);
                QVERIFY2(known.contains(name), qPrintable(name));
            }
        }
    }

    void choices_areNamedOnceInTheirList()
    {
        QVERIFY(m_form.choices.size() > 30);
        for (auto list = m_form.choices.begin(); list != m_form.choices.end(); ++list)
            QCOMPARE(QSet<QString>(list->begin(), list->end()).size(), list->size());
    }

    void manifest_namesTasksAndNodesOfTheForm()
    {
        const QJsonObject manifest = json(folder + QStringLiteral("form.json"));
        QStringList tasks;
        for (const QJsonValue &task : manifest[QLatin1String("tasks")].toArray())
            tasks.append(task[QLatin1String("name")].toString());
        QCOMPARE(tasks, m_form.topLevelGroups);
        for (const QJsonValue &path : manifest[QLatin1String("masked")].toArray())
            QVERIFY2(m_form.nodes.contains(path.toString()), qPrintable(path.toString()));
        for (const QJsonValue &consent : manifest[QLatin1String("consents")].toArray())
            QVERIFY(m_form.nodes.contains(consent[QLatin1String("path")].toString()));
        for (const QString &repeat : manifest[QLatin1String("repeats")].toObject().keys())
            QVERIFY2(m_form.repeats.contains(repeat), qPrintable(repeat));
        static const QRegularExpression path(QStringLiteral("/data(/[a-z_]+)+"));
        const QJsonObject expressions = manifest[QLatin1String("expressions")].toObject();
        for (const QJsonValue &expression : expressions) {
            auto found = path.globalMatch(expression.toString());
            while (found.hasNext()) {
                const QString node = found.next().captured();
                QVERIFY2(m_form.nodes.contains(node), qPrintable(node));
            }
        }
    }

    void answerFiles_nameNodesOfTheForm()
    {
        for (const char *name : {"a1", "a8", "shortest"}) {
            const QJsonObject answers = json(
                QStringLiteral(LUOTSI_SOURCE_DIR "/tests/form/%1-answers.json").arg(QLatin1String(name)));
            QVERIFY(answers.size() > 10);
            for (const QString &path : answers.keys())
                QVERIFY2(m_form.nodes.contains(withoutRows(path)), qPrintable(path));
        }
    }
};

QTEST_GUILESS_MAIN(FormTextTest)
#include "FormTextTest.moc"
