#include "usecases/ServiceTexts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace luotsi::usecases {

namespace {

constexpr char noticeFile[] = "notice-privacy.json";
constexpr char nextStepsFile[] = "next-steps.json";
constexpr char slipFile[] = "slip.json";
constexpr char topicsFile[] = "look-around.json";
constexpr char ibanFile[] = "lists/iban-countries.csv";

QString text(const QJsonObject &object, const char *member)
{
    return object.value(QLatin1String(member)).toString();
}

QStringList lines(const QJsonObject &object, const char *member)
{
    QStringList list;
    for (const QJsonValue &line : object.value(QLatin1String(member)).toArray())
        list.append(line.toString());
    return list;
}

std::vector<ServiceTexts::Place> places(const QJsonObject &object)
{
    std::vector<ServiceTexts::Place> list;
    for (const QJsonValue &value : object.value(QLatin1String("places")).toArray()) {
        const QJsonObject place = value.toObject();
        list.push_back({text(place, "name"), text(place, "phone"), text(place, "hours"),
                        text(place, "address"), place.value(QLatin1String("staffed")).toBool()});
    }
    return list;
}

/// One file of the pack with its texts.
struct TextFile
{
    QString path;
    QJsonObject whole;

    [[nodiscard]] base::Result<QJsonObject> in(const QString &language) const
    {
        const QJsonValue texts = whole.value(QLatin1String("texts")).toObject().value(language);
        if (!texts.isObject())
            return {base::ErrorCode::NotFound, path + QLatin1Char(' ') + language};
        return texts.toObject();
    }
};

base::Result<TextFile> readTextFile(const PackFile &file, const QString &path)
{
    const auto bytes = file(path);
    if (!bytes)
        return bytes.error();
    const QJsonDocument document = QJsonDocument::fromJson(*bytes);
    if (!document.isObject())
        return {base::ErrorCode::MalformedInput, path};
    return TextFile{path, document.object()};
}

void addNotice(const TextFile &file, const QJsonObject &object, ServiceTexts &texts)
{
    texts.notice = lines(object, "lines");
    texts.copyChoice = {text(object, "keptDraft"), text(object, "refuseCopy")};
    texts.staffChoice = text(object, "staff");
    texts.controller = text(object, "controller");
    texts.noticeVersion = text(file.whole, "version");
}

void addNextSteps(const TextFile &, const QJsonObject &object, ServiceTexts &texts)
{
    texts.nextWaiting = lines(object, "savedNotReceived");
    texts.nextReceived = lines(object, "received");
    texts.nextComplete = lines(object, "complete");
    texts.nextPromised = lines(object, "attachmentsMissing");
    texts.paperAndPhone = lines(object, "paperAndPhone");
}

void addSlip(const TextFile &, const QJsonObject &object, ServiceTexts &texts)
{
    texts.slip = {text(object, "title"), lines(object, "draft"), lines(object, "draftHere"),
                  lines(object, "waiting"), lines(object, "received")};
}

void addTopics(const TextFile &, const QJsonObject &object, ServiceTexts &texts)
{
    for (const QJsonValue &value : object.value(QLatin1String("topics")).toArray()) {
        const QJsonObject topic = value.toObject();
        texts.topics.push_back(
            {text(topic, "title"), text(topic, "body"), text(topic, "source"), text(topic, "date")});
    }
}

void addUrgent(const TextFile &file, const QJsonObject &object, ServiceTexts &texts)
{
    texts.urgent = {text(object, "title"), text(object, "notFastest"), text(object, "emergencyNumber"),
                    text(file.whole, "asOf"), places(object)};
}

void addHelp(const TextFile &, const QJsonObject &object, ServiceTexts &texts)
{
    texts.staffed = object.value(QLatin1String("staffed")).toBool();
    texts.hours = text(object, "hours");
    texts.help = places(object);
}

struct Part
{
    QString path;
    void (*add)(const TextFile &file, const QJsonObject &object, ServiceTexts &texts);
};

} // namespace

ServiceTexts ServiceLibrary::in(const QString &language) const
{
    const auto found = m_texts.constFind(language);
    if (found != m_texts.constEnd())
        return *found;
    return m_languages.isEmpty() ? ServiceTexts{} : m_texts.value(m_languages.first());
}

base::Result<ServiceLibrary> readServiceTexts(const PackFile &file, const packs::Profile &profile)
{
    std::vector<Part> parts{{QLatin1String(noticeFile), addNotice},
                            {QLatin1String(nextStepsFile), addNextSteps},
                            {QLatin1String(slipFile), addSlip},
                            {QLatin1String(topicsFile), addTopics},
                            {profile.urgentCard, addUrgent}};
    if (!profile.helpCard.isEmpty())
        parts.push_back({profile.helpCard, addHelp});
    QHash<QString, ServiceTexts> texts;
    for (const Part &part : parts) {
        const auto read = readTextFile(file, part.path);
        if (!read)
            return read.error();
        for (const QString &language : profile.languages) {
            const auto object = read->in(language);
            if (!object)
                return object.error();
            part.add(*read, *object, texts[language]);
        }
    }
    return ServiceLibrary(profile.languages, std::move(texts));
}

base::Result<domain::IbanLengths> readIbanLengths(const PackFile &file)
{
    const auto bytes = file(QLatin1String(ibanFile));
    if (!bytes)
        return bytes.error();
    domain::IbanLengths lengths;
    const QStringList rows = QString::fromUtf8(*bytes).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &row : rows.mid(1)) {
        const QStringList cells = row.trimmed().split(QLatin1Char(','));
        const int length = cells.value(1).toInt();
        if (cells.size() < 2 || length <= 0)
            return {base::ErrorCode::MalformedInput, QLatin1String(ibanFile)};
        lengths.insert(cells.first(), length);
    }
    return lengths;
}

} // namespace luotsi::usecases
