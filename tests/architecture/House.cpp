#include "House.h"

#include <QDir>
#include <QDirIterator>
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

/// Where an include in quotes points to, as a path from the root: modules of src are named from src.
QString includeTarget(const QString &include)
{
    static const QStringList fromRoot{QStringLiteral("sync/"), QStringLiteral("tests/"),
                                      QStringLiteral("qml/")};
    for (const QString &prefix : fromRoot) {
        if (include.startsWith(prefix))
            return include;
    }
    return QStringLiteral("src/") + include;
}

struct Confinement
{
    QRegularExpression use;
    QStringList allowedIn;
    QString rule;
};

const QList<Confinement> &confinements()
{
    static const QList<Confinement> list{
        {QRegularExpression(QStringLiteral("#include <sodium")),
         {QStringLiteral("src/crypto/")},
         QStringLiteral("only crypto calls libsodium")},
        {QRegularExpression(QStringLiteral("#include <openssl/")),
         {QStringLiteral("src/pki/"), QStringLiteral("src/centre/http/")},
         QStringLiteral("only pki and the centre's TLS call OpenSSL")},
        {QRegularExpression(QStringLiteral("#include <(sqlcipher/)?sqlite3")),
         {QStringLiteral("src/store/"), QStringLiteral("src/centre/storage-sqlite/"),
          QStringLiteral("tests/")},
         QStringLiteral("SQL lives in the stores")},
        {QRegularExpression(QStringLiteral("#include <libpq")),
         {QStringLiteral("src/centre/storage-postgresql/")},
         QStringLiteral("only one room speaks to PostgreSQL")},
        {QRegularExpression(
             QStringLiteral("currentDateTime|system_clock::now|\\btime\\((nullptr|NULL|0)\\)")),
         {QStringLiteral("src/base/"), QStringLiteral("tests/")},
         QStringLiteral("wall time comes from base::Clock")},
        {QRegularExpression(QStringLiteral("random_device|QRandomGenerator|\\brand\\(\\)")),
         {QStringLiteral("src/crypto/"), QStringLiteral("tests/")},
         QStringLiteral("randomness comes from base::Random")},
        {QRegularExpression(QStringLiteral("setContextProperty|qmlRegisterType")),
         {},
         QStringLiteral("QML meets C++ by registered types and required properties")},
    };
    return list;
}

bool isTestFile(const QString &file)
{
    return file.contains(QLatin1String("/tests/")) || file.contains(QLatin1String("/fuzz/")) ||
           file.contains(QLatin1String("/bench/")) || file.startsWith(QLatin1String("tests/"));
}

} // namespace

House House::read(const QString &root)
{
    static const QRegularExpression declaration(QStringLiteral("LAYER\\s+(\\d+)|LUOTSI_LAYER\\s+(\\d+)"));
    House house;
    for (const QString &file :
         filesBelow(root, {QStringLiteral("src"), QStringLiteral("sync"), QStringLiteral("qml")},
                    {QStringLiteral("CMakeLists.txt")})) {
        const auto match = declaration.match(readText(root + u'/' + file));
        if (!match.hasMatch())
            continue;
        const QString layer = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
        house.add({file.section(u'/', 0, -2), layer.toInt()});
    }
    return house;
}

std::optional<Module> House::moduleOf(const QString &file) const
{
    std::optional<Module> best;
    for (const Module &module : m_modules) {
        if (file.startsWith(module.folder + u'/') && (!best || module.folder.size() > best->folder.size()))
            best = module;
    }
    return best;
}

QStringList filesBelow(const QString &root, const QStringList &folders, const QStringList &endings)
{
    QStringList result;
    for (const QString &folder : folders) {
        QDirIterator walk(root + u'/' + folder, QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString path = QDir(root).relativeFilePath(walk.next());
            const bool wanted = std::any_of(endings.begin(), endings.end(),
                                            [&](const QString &ending) { return path.endsWith(ending); });
            if (wanted)
                result.append(path);
        }
    }
    result.sort();
    return result;
}

QStringList wrongIncludes(const House &house, const QString &file, const QString &text)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#include \"([^\"]+/[^\"]+)\""),
                                            QRegularExpression::MultilineOption);
    const auto from = house.moduleOf(file);
    if (!from)
        return {};
    QStringList wrong;
    auto matches = include.globalMatch(text);
    while (matches.hasNext()) {
        const QString target = includeTarget(matches.next().captured(1));
        const auto to = house.moduleOf(target);
        if (!to || to->folder == from->folder)
            continue;
        if (to->layer >= from->layer) {
            wrong.append(QStringLiteral("%1 (layer %2) includes %3 (layer %4)")
                             .arg(file)
                             .arg(from->layer)
                             .arg(target)
                             .arg(to->layer));
        }
    }
    return wrong;
}

QStringList misplacedUses(const QString &file, const QString &text)
{
    QStringList wrong;
    for (const Confinement &confinement : confinements()) {
        const bool allowed = std::any_of(confinement.allowedIn.begin(), confinement.allowedIn.end(),
                                         [&](const QString &folder) { return file.startsWith(folder); });
        if (!allowed && !isTestFile(file) && text.contains(confinement.use))
            wrong.append(QStringLiteral("%1: %2").arg(file, confinement.rule));
    }
    return wrong;
}

QStringList literalsInPage(const QString &file, const QString &text)
{
    static const QList<QPair<QRegularExpression, QString>> literals{
        {QRegularExpression(QStringLiteral("\"#[0-9A-Fa-f]{6,8}\"")), QStringLiteral("colour")},
        {QRegularExpression(QStringLiteral("pixelSize:\\s*\\d")), QStringLiteral("font size")},
        {QRegularExpression(QStringLiteral("\\b(text|title):\\s*\"[^\"]*\\p{L}{2,}")),
         QStringLiteral("text")},
    };
    QStringList wrong;
    for (const auto &[pattern, what] : literals) {
        if (text.contains(pattern))
            wrong.append(QStringLiteral("%1: literal %2").arg(file, what));
    }
    return wrong;
}

QStringList missingPaths(const QString &root, const QString &readme, const QString &text)
{
    // A path is a backticked word with a slash and neither blanks nor placeholders.
    static const QRegularExpression quoted(QStringLiteral("`([A-Za-z0-9_.-]*(?:/[A-Za-z0-9_.-]+)+/?)`"));
    QStringList missing;
    auto matches = quoted.globalMatch(text);
    while (matches.hasNext()) {
        const QString path = matches.next().captured(1);
        if (path.startsWith(u'/'))
            continue; // a route of the protocol, or a place on the machine it runs on
        const QString beside = QDir(root).filePath(readme.section(u'/', 0, -2) + u'/' + path);
        if (!QFile::exists(root + u'/' + path) && !QFile::exists(beside) &&
            !QFile::exists(root + QStringLiteral("/src/") + path))
            missing.append(QStringLiteral("%1 names %2").arg(readme, path));
    }
    return missing;
}

} // namespace luotsi::architecture
