#include "TestPrograms.h"

#include "House.h"

#include <QFile>
#include <QRegularExpression>

namespace luotsi::architecture {

namespace {

QString readText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll());
}

QStringList words(const QString &text)
{
    static const QRegularExpression blank(QStringLiteral("\\s+"));
    return text.split(blank, Qt::SkipEmptyParts);
}

/// CMake text with its `foreach(x IN ITEMS …)` loops written out.
QString unrolled(QString text)
{
    static const QRegularExpression loop(
        QStringLiteral("foreach\\((\\w+) IN ITEMS ([^)]+)\\)(.*?)endforeach\\([^)]*\\)"),
        QRegularExpression::DotMatchesEverythingOption);
    for (auto match = loop.match(text); match.hasMatch(); match = loop.match(text)) {
        const QString variable = QStringLiteral("${") + match.captured(1) + u'}';
        QString written;
        for (const QString &item : words(match.captured(2)))
            written += match.captured(3).replace(variable, item);
        text.replace(match.capturedStart(), match.capturedLength(), written);
    }
    return text;
}

/// A test's rules may stand in a suite that it includes, such as a contract several stores pass.
QStringList includedFiles(const QString &root, const QString &folder, const QString &source)
{
    static const QRegularExpression include(QStringLiteral("#include \"([^\"]+)\""));
    QStringList files;
    auto matches = include.globalMatch(source);
    while (matches.hasNext()) {
        const QString name = matches.next().captured(1);
        for (const QString &place :
             {folder, root, root + QStringLiteral("/src"), root + QStringLiteral("/tests")}) {
            const QString file = place + u'/' + name;
            if (QFile::exists(file)) {
                files.append(file);
                break;
            }
        }
    }
    return files;
}

} // namespace

TestPrograms TestPrograms::read(const QString &root)
{
    static const QRegularExpression declaration(
        QStringLiteral("luotsi_add_(?:test|benchmark)\\(\\s*NAME\\s+(\\S+)\\s+([^)]*)\\)"));
    TestPrograms programs;
    for (const QString &list : filesBelow(
             root,
             {QStringLiteral("src"), QStringLiteral("sync"), QStringLiteral("qml"), QStringLiteral("tests")},
             {QStringLiteral("CMakeLists.txt")})) {
        const QString folder = root + u'/' + list.section(u'/', 0, -2);
        auto matches = declaration.globalMatch(unrolled(readText(root + u'/' + list)));
        while (matches.hasNext()) {
            const auto match = matches.next();
            for (const QString &word : words(match.captured(2))) {
                if (!word.endsWith(QLatin1String(".cpp")))
                    continue;
                const QString source = readText(folder + u'/' + word);
                programs.add(match.captured(1), source);
                for (const QString &file : includedFiles(root, folder, source))
                    programs.add(match.captured(1), readText(file));
            }
        }
    }
    return programs;
}

void TestPrograms::add(const QString &program, const QString &source)
{
    static const QRegularExpression function(QStringLiteral("\\bvoid\\s+(?:\\w+::)*(\\w+)\\s*\\(\\s*\\)"));
    QSet<QString> &functions = m_functions[program];
    auto matches = function.globalMatch(source);
    while (matches.hasNext())
        functions.insert(matches.next().captured(1));
}

bool TestPrograms::has(const QString &program, const QString &function) const
{
    return m_functions.value(program).contains(function);
}

QStringList unknownTests(const TestPrograms &programs, const QString &file, const QString &text)
{
    static const QRegularExpression id(QStringLiteral("`([A-Z]\\w*)(?:::(\\w+))?`"));
    QStringList unknown;
    auto matches = id.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString program = match.captured(1);
        const QString function = match.captured(2);
        if (!programs.has(program) || (!function.isEmpty() && !programs.has(program, function)))
            unknown.append(QStringLiteral("%1 names %2").arg(file, match.captured(0)));
    }
    return unknown;
}

QStringList wrongRows(const QString &text, const QString &prefix, int count)
{
    QStringList wrong;
    for (int number = 1; number <= count; ++number) {
        const QString name = prefix + QString::number(number);
        const QRegularExpression row(
            QStringLiteral("^\\| %1 \\| [^|\\n]*[^|\\s] \\| [^|\\n]*[^|\\s] \\|$").arg(name),
            QRegularExpression::MultilineOption);
        int found = 0;
        for (auto matches = row.globalMatch(text); matches.hasNext(); matches.next())
            ++found;
        if (found != 1)
            wrong.append(QStringLiteral("%1 stands there %2 times").arg(name).arg(found));
    }
    return wrong;
}

} // namespace luotsi::architecture
