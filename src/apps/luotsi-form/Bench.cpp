#include "Bench.h"

#include "Surroundings.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

#include <algorithm>
#include <functional>
#include <vector>

namespace luotsi::form {

namespace {

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(int rounds, const std::function<void(int)> &work)
{
    std::vector<double> times;
    times.reserve(static_cast<std::size_t>(rounds));
    for (int i = 0; i < rounds; ++i)
        times.push_back(milliseconds([&] { work(i); }));
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

/// Resident memory of this process, from the kernel.
double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

} // namespace

int bench(const QString &path, bool json, QTextStream &out)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        out << path << ": cannot be read\n";
        return 2;
    }
    const QByteArray bytes = file.readAll();
    const double before = residentMegabytes();
    QJsonObject figures;
    std::shared_ptr<const forms::FormDefinition> definition;
    Surroundings surroundings;
    std::unique_ptr<forms::FormInstance> instance;
    // First and only once each, as in a fresh process.
    const double readXml = milliseconds([&] {
        QXmlStreamReader reader(bytes);
        while (!reader.atEnd())
            reader.readNext();
    });
    const double load = milliseconds([&] {
        auto parsed = forms::parseForm(bytes);
        if (parsed)
            definition = parsed.value();
    });
    if (!definition) {
        out << path << ": not usable\n";
        return 2;
    }
    const double create = milliseconds([&] {
        auto started = forms::FormInstance::create(definition, surroundings.environment());
        instance = std::move(started->instance);
    });
    figures.insert(QStringLiteral("rssMB"), residentMegabytes() - before);
    figures.insert(QStringLiteral("readXmlMs"), readXml);
    figures.insert(QStringLiteral("loadMs"), load);
    figures.insert(QStringLiteral("createMs"), create);
    const auto set = [&](const QString &reference, const QStringList &values) {
        const forms::NodeId node = instance->find(reference);
        if (node.isNull())
            return -1.0;
        return median(21, [&](int round) { (void)instance->setValue(node, values[round % values.size()]); });
    };
    figures.insert(QStringLiteral("setChainMs"),
                   set(QStringLiteral("/data/g1/q1"), {QStringLiteral("5"), QStringLiteral("6")}));
    figures.insert(QStringLiteral("setLeafMs"),
                   set(QStringLiteral("/data/g1/q2"), {QStringLiteral("a"), QStringLiteral("b")}));
    figures.insert(QStringLiteral("setSelectMs"),
                   set(QStringLiteral("/data/g1/q0"), {QStringLiteral("a"), QStringLiteral("b")}));
    figures.insert(QStringLiteral("setRepeatAgeMs"),
                   set(QStringLiteral("/data/member[25]/age"), {QStringLiteral("5"), QStringLiteral("60")}));
    figures.insert(QStringLiteral("readAllStateMs"), median(5, [&](int) {
                       for (const forms::NodeId &node : instance->allNodes()) {
                           (void)instance->value(node);
                           (void)instance->isRelevant(node);
                           (void)instance->violation(node);
                       }
                   }));
    figures.insert(QStringLiteral("serialiseMs"), median(5, [&](int) { (void)instance->serialise(); }));
    if (json) {
        out << QJsonDocument(figures).toJson(QJsonDocument::Indented);
        return 0;
    }
    for (auto it = figures.begin(); it != figures.end(); ++it)
        out << it.key().leftJustified(16) << QString::number(it.value().toDouble(), 'f', 4) << '\n';
    return 0;
}

} // namespace luotsi::form
