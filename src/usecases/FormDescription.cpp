#include "usecases/FormDescription.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace luotsi::usecases {

namespace {

QString text(const QJsonObject &object, const char *member)
{
    return object.value(QLatin1String(member)).toString();
}

void readTasks(const QJsonArray &tasks, FormDescription &description)
{
    for (const QJsonValue &value : tasks) {
        const QJsonObject task = value.toObject();
        if (task.value(QLatin1String("optional")).toBool())
            description.optionalTasks.append(text(task, "name"));
        if (task.value(QLatin1String("onCheckPage")).toBool())
            description.checkPageTasks.append(text(task, "name"));
    }
}

void readRows(const QJsonObject &repeats, FormDescription &description)
{
    for (auto at = repeats.begin(); at != repeats.end(); ++at) {
        const QJsonObject repeat = at.value().toObject();
        description.rows.insert(at.key(), {text(repeat, "summary"), text(repeat, "choice")});
    }
}

void readPromises(const QJsonArray &promises, FormDescription &description)
{
    for (const QJsonValue &value : promises) {
        const QJsonObject promise = value.toObject();
        description.promises.push_back({text(promise, "row"), text(promise, "when"), text(promise, "what"),
                                        text(promise, "kind"), text(promise, "by"),
                                        text(promise, "fulfilled"), text(promise, "pages")});
    }
}

void readRequests(const QJsonObject &requests, FormDescription &description)
{
    description.requests.pages = text(requests, "pages");
    const QJsonObject known = requests.value(QLatin1String("texts")).toObject();
    for (auto at = known.begin(); at != known.end(); ++at) {
        const QJsonObject byLanguage = at.value().toObject();
        for (auto one = byLanguage.begin(); one != byLanguage.end(); ++one)
            description.requests.texts[at.key()].insert(one.key(), one.value().toString());
    }
}

QStringList texts(const QJsonArray &values)
{
    QStringList list;
    for (const QJsonValue &value : values)
        list.append(value.toString());
    return list;
}

} // namespace

QString FormDescription::Requests::textOf(const QString &id, const QString &language) const
{
    const QHash<QString, QString> known = texts.value(id);
    if (known.isEmpty())
        return id;
    return known.value(language, known.constBegin().value());
}

base::Result<FormDescription> decodeFormDescription(const QByteArray &json)
{
    QJsonParseError failure;
    const QJsonDocument document = QJsonDocument::fromJson(json, &failure);
    if (!document.isObject())
        return {base::ErrorCode::MalformedInput, failure.errorString()};
    const QJsonObject object = document.object();
    FormDescription description;
    readTasks(object.value(QLatin1String("tasks")).toArray(), description);
    readRows(object.value(QLatin1String("repeats")).toObject(), description);
    readPromises(object.value(QLatin1String("promises")).toArray(), description);
    readRequests(object.value(QLatin1String("requests")).toObject(), description);
    description.exclusiveChoices = texts(object.value(QLatin1String("exclusiveChoices")).toArray());
    const QStringList masked = texts(object.value(QLatin1String("masked")).toArray());
    description.masked = QSet<QString>(masked.begin(), masked.end());
    const QJsonObject attachments = object.value(QLatin1String("attachments")).toObject();
    description.imageLongestSide = attachments.value(QLatin1String("imageLongestSide")).toInt();
    description.recordingBytes = static_cast<std::uint64_t>(
        std::max<qint64>(0, attachments.value(QLatin1String("recordingBytes")).toInteger()));
    return description;
}

} // namespace luotsi::usecases
