#include "centre/keydesk/FormCheck.h"

#include "centre/keydesk/InstanceAnswers.h"
#include "forms/FormInstance.h"

#include <QMap>

namespace luotsi::centre::keydesk {

using ports::Acceptance;
using ports::Verdict;

namespace {

/// References named in a detail; more of them help nobody.
constexpr int maximumNamed = 5;

/// The moment of sending, so that today() at the centre is the person's today.
class StoppedClock final : public base::Clock
{
public:
    explicit StoppedClock(std::int64_t wall) : m_wall(wall) {}
    [[nodiscard]] std::int64_t wallMilliseconds() const override { return m_wall; }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return 0; }

private:
    std::int64_t m_wall;
};

forms::Resources resourcesOf(const packs::PackForm &form)
{
    return [&form](const QString &uri) -> std::optional<QByteArray> {
        const QString name = uri.section(u'/', -1);
        for (const auto *files : {&form.lists, &form.media}) {
            const auto it = files->constFind(name);
            if (it != files->constEnd())
                return *it;
        }
        return std::nullopt;
    };
}

QMap<QString, QString> byReference(const QByteArray &xml, const QStringList &repeats)
{
    QMap<QString, QString> result;
    if (const auto answers = instanceAnswers(xml, repeats)) {
        for (const auto &[reference, value] : *answers)
            result.insert(reference, value);
    }
    return result;
}

/// References at which two instances differ, without meta, which belongs to the sender.
QStringList differences(const QByteArray &arrived, const QByteArray &recomputed, const QStringList &repeats)
{
    const auto first = byReference(arrived, repeats);
    const auto second = byReference(recomputed, repeats);
    QStringList result;
    for (auto it = first.begin(); it != first.end(); ++it) {
        if (second.value(it.key()) != it.value())
            result.append(it.key());
    }
    for (auto it = second.begin(); it != second.end(); ++it) {
        if (!first.contains(it.key()))
            result.append(it.key());
    }
    result.removeIf([](const QString &reference) { return reference.contains(QLatin1String("/meta/")); });
    return result;
}

Acceptance differs(const char *what, const QStringList &references)
{
    return {Verdict::Differs,
            QStringLiteral("%1 %2: %3")
                .arg(references.size())
                .arg(QLatin1String(what), references.mid(0, maximumNamed).join(QStringLiteral(", ")))};
}

Acceptance check(const protocol::SubmitBody &body, const packs::PackForm &form, base::Random &random,
                 const QTimeZone &timeZone)
{
    const auto definition = forms::parseForm(form.xform, resourcesOf(form));
    if (!definition)
        return {Verdict::Unchecked, QStringLiteral("the form's definition does not load")};
    const StoppedClock clock(body.deviceTime);
    forms::Environment environment{clock, random, timeZone, body.language};
    const auto read = forms::FormInstance::read(*definition, body.instance, environment);
    if (!read)
        return {Verdict::Differs, QStringLiteral("the instance does not fit the form")};
    QStringList kept;
    for (const auto &value : read->kept) {
        // Meta belongs to the sender: a later round names the one before it (deprecatedID).
        if (!value.stored.path.contains(QLatin1String("/meta/")))
            kept.append(value.stored.path);
    }
    if (!kept.isEmpty())
        return differs("values without a place", kept);
    QStringList violated;
    for (const auto &violation : read->instance->violations())
        violated.append(violation.reference);
    if (!violated.isEmpty())
        return differs("answers missing or not valid", violated);
    const QByteArray recomputed = read->instance->serialise({body.instanceId, false});
    const QStringList changed = differences(body.instance, recomputed, repeatPaths(form.xform));
    return changed.isEmpty() ? Acceptance{Verdict::Agreed, {}}
                             : differs("values computed otherwise", changed);
}

} // namespace

Checker engineChecker(base::Random &random, QTimeZone timeZone)
{
    return [&random, timeZone](const protocol::SubmitBody &body, const packs::PackForm &form) {
        return check(body, form, random, timeZone);
    };
}

base::Result<void> checkForm(const packs::PackForm &form)
{
    const auto definition = forms::parseForm(form.xform, resourcesOf(form));
    return definition ? base::Result<void>() : base::Result<void>(definition.error());
}

} // namespace luotsi::centre::keydesk
