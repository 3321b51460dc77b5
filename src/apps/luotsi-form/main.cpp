#include "Bench.h"
#include "Conform.h"
#include "Player.h"

#include "forms/FormDefinition.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTextStream>

using namespace luotsi;

namespace {

enum ExitCode { Good = 0, Missed = 1, NotUsable = 2 };

std::optional<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

/// `jr://file/a.csv` is `a.csv` beside the form.
forms::Resources besideForm(const QString &form)
{
    const QDir folder = QFileInfo(form).dir();
    return [folder](const QString &uri) {
        return readFile(folder.filePath(uri.mid(uri.lastIndexOf(u'/') + 1)));
    };
}

int usage(QTextStream &out)
{
    out << "luotsi-form check FORM\n"
           "luotsi-form play FORM OPS.json\n"
           "luotsi-form conform PATH... [--json FILE] [--known FILE] [--draft FILE] [--verbose]\n"
           "luotsi-form bench FORM [--json]\n";
    return NotUsable;
}

int check(const QString &path, QTextStream &out)
{
    const auto bytes = readFile(path);
    if (!bytes) {
        out << path << ": cannot be read\n";
        return NotUsable;
    }
    int exit = Good;
    for (const forms::Finding &finding : forms::checkForm(*bytes, besideForm(path))) {
        out << path << ':' << finding.error.place.line << ':' << finding.error.place.column << ": "
            << finding.error.detail << '\n';
        exit = NotUsable;
    }
    if (exit == Good)
        out << path << ": no findings\n";
    return exit;
}

int play(const QString &path, const QString &operations, QTextStream &out)
{
    const auto bytes = readFile(path);
    const auto steps = readFile(operations);
    if (!bytes || !steps) {
        out << "cannot be read\n";
        return NotUsable;
    }
    const auto definition = forms::parseForm(*bytes, besideForm(path));
    if (!definition) {
        out << path << ':' << definition.error().place.line << ':' << definition.error().place.column << ": "
            << definition.error().detail << '\n';
        return NotUsable;
    }
    form::Surroundings surroundings;
    auto started = forms::FormInstance::create(*definition, surroundings.environment());
    form::Player player(std::move(started->instance));
    const auto xml = [&] { return player.xml(); };
    form::Snapshot state = player.snapshot();
    QJsonArray nodes;
    for (const forms::NodeId &node : player.instance().allNodes())
        nodes.append(state.value(player.instance().reference(node)));
    QJsonArray trace;
    const QJsonDocument document = QJsonDocument::fromJson(*steps);
    for (const QJsonValue &value :
         document.isArray() ? document.array() : document.object().value(QStringLiteral("ops")).toArray()) {
        QJsonObject step = value.toObject();
        const QString failure = player.apply(step);
        if (!failure.isEmpty())
            step.insert(QStringLiteral("error"), failure);
        const form::Snapshot next = player.snapshot();
        const QJsonObject changes = form::difference(state, next);
        for (auto it = changes.begin(); it != changes.end(); ++it)
            step.insert(it.key(), it.value());
        trace.append(step);
        state = next;
    }
    const QJsonObject pass{
        {QStringLiteral("pass"), QStringLiteral("first")},
        {QStringLiteral("initial"), QJsonObject{{QStringLiteral("language"), player.instance().language()},
                                                {QStringLiteral("nodes"), nodes}}},
        {QStringLiteral("steps"), trace},
        {QStringLiteral("finalXml"), xml()},
        {QStringLiteral("violationsAtEnd"), player.violations()}};
    out << QJsonDocument(QJsonObject{{QStringLiteral("schema"), QStringLiteral("odk-golden/1")},
                                     {QStringLiteral("form"), QFileInfo(path).fileName()},
                                     {QStringLiteral("passes"), QJsonArray{pass}}})
               .toJson(QJsonDocument::Indented);
    return Good;
}

int conform(QStringList arguments, QTextStream &out)
{
    const auto option = [&](const QString &name) {
        const qsizetype at = arguments.indexOf(name);
        if (at < 0 || at + 1 >= arguments.size())
            return QString();
        const QString value = arguments.takeAt(at + 1);
        arguments.removeAt(at);
        return value;
    };
    const QString json = option(QStringLiteral("--json"));
    const QString known = option(QStringLiteral("--known"));
    const QString draft = option(QStringLiteral("--draft"));
    const bool verbose = arguments.removeAll(QStringLiteral("--verbose")) > 0;
    QJsonObject entries;
    if (!known.isEmpty()) {
        const auto bytes = readFile(known);
        if (!bytes) {
            out << known << ": cannot be read\n";
            return NotUsable;
        }
        entries = QJsonDocument::fromJson(*bytes).object();
    }
    form::Conform runner(form::decisionsOf(entries));
    for (const QString &path : arguments)
        runner.run(path);
    if (runner.isEmpty()) {
        out << arguments.join(u' ') << ": nothing recorded is there\n";
        return NotUsable;
    }
    if (verbose) {
        for (const QString &message : runner.messages())
            out << message << '\n';
    }
    out << runner.text();
    const auto write = [](const QString &path, const QJsonObject &object) {
        QFile file(path);
        return path.isEmpty() ||
               (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(object).toJson()) >= 0);
    };
    if (!write(json, runner.score()) || !write(draft, runner.drafts())) {
        out << "the results cannot be written\n";
        return NotUsable;
    }
    return runner.misses() == 0 ? Good : Missed;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString command = arguments.value(0);
    if (command == u"check" && arguments.size() == 2)
        return check(arguments[1], out);
    if (command == u"play" && arguments.size() == 3)
        return play(arguments[1], arguments[2], out);
    if (command == u"conform" && arguments.size() > 1)
        return conform(arguments.mid(1), out);
    if (command == u"bench" && arguments.size() >= 2)
        return form::bench(arguments[1], arguments.contains(QStringLiteral("--json")), out);
    return usage(out);
}
