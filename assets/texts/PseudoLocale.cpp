// Makes the pseudo-locale of a .ts file: every text at least 40 % longer, with accents on its vowels, inside
// right-to-left marks and brackets. A clipped text loses its closing bracket; an untranslated one has none.

#include <QCoreApplication>
#include <QFile>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <cstdio>

namespace {

constexpr double growth = 0.4;
constexpr QChar rightToLeftEmbedding{0x202B};
constexpr QChar popEmbedding{0x202C};

QString accented(const QString &text)
{
    static const QString plain = QStringLiteral("aeiouAEIOU");
    static const QString marked = QStringLiteral("áéíóúÁÉÍÓÚ");
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool placeholder = i > 0 && text[i - 1] == QLatin1Char('%');
        const qsizetype vowel = placeholder ? -1 : plain.indexOf(text[i]);
        result += vowel < 0 ? text[i] : marked[vowel];
    }
    return result;
}

QString pseudo(const QString &text)
{
    QString longer = accented(text);
    static const QString filler = QStringLiteral(" lorem ipsum dolor sit amet consectetur");
    const auto extra = qsizetype(double(text.size()) * growth) + 1;
    QString tail;
    while (tail.size() < extra)
        tail += filler;
    longer += tail.left(extra);
    return QString(rightToLeftEmbedding) + QLatin1Char('[') + longer.trimmed() + QLatin1Char(']') +
           popEmbedding;
}

bool convert(QFile &from, QFile &to)
{
    QXmlStreamReader reader(&from);
    QXmlStreamWriter writer(&to);
    QString element;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement())
            element = reader.name().toString();
        const bool text = element == QLatin1String("translation") || element == QLatin1String("numerusform");
        if (reader.isCharacters() && !reader.isWhitespace() && text)
            writer.writeCharacters(pseudo(reader.text().toString()));
        else
            writer.writeCurrentToken(reader);
        if (reader.isEndElement())
            element.clear();
    }
    return !reader.hasError();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3) {
        std::fputs("use: luotsi-pseudo FROM.ts TO.ts\n", stderr);
        return 2;
    }
    QFile from(arguments[1]);
    QFile to(arguments[2]);
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        std::fputs("luotsi-pseudo: cannot open a file\n", stderr);
        return 1;
    }
    return convert(from, to) ? 0 : 1;
}
