#include "Kiosk.h"

#include <QBuffer>
#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace luotsi::viewmodels::tests {

namespace {

constexpr int pagesInFolder = 8;

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

QString packFolder()
{
    return QStringLiteral(LUOTSI_SOURCE_DIR "/assets/pack-fi/");
}

base::Result<QByteArray> packFile(const QString &path)
{
    return bytesOf(packFolder() + path);
}

packs::PackForm realForm()
{
    return formIn(packFolder() + QStringLiteral("forms/totu-1.0"));
}

packs::Profile demoProfile()
{
    packs::Profile profile;
    profile.siteName = QStringLiteral("Lehtorannan kirjasto");
    profile.deviceName = QStringLiteral("Asiointipääte 2");
    profile.siteId = QStringLiteral("demo-library");
    profile.languages = {QStringLiteral("fi"), QStringLiteral("sv"), QStringLiteral("en")};
    profile.forms = {QStringLiteral("totu-1.0")};
    profile.urgentCard = QStringLiteral("urgent.json");
    profile.helpCard = QStringLiteral("help.json");
    return profile;
}

template<typename T> T must(base::Result<T> result)
{
    if (!result)
        qFatal("setup: %s %s", base::name(result.error().code).data(), qPrintable(result.error().detail));
    return std::move(*result);
}

} // namespace

void SeededRandom::fill(std::uint8_t *target, std::size_t size)
{
    for (std::size_t at = 0; at < size; ++at) {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
        target[at] = static_cast<std::uint8_t>((value ^ (value >> 31)) >> 24);
    }
}

namespace {

/// Half a minute of silence, in several pieces when it is sealed.
QByteArray longRecording()
{
    constexpr quint32 samples = 3'000'000;
    QByteArray wav;
    QDataStream out(&wav, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out.writeRawData("RIFF", 4);
    out << quint32(36 + samples);
    out.writeRawData("WAVEfmt ", 8);
    out << quint32(16) << quint16(1) << quint16(1) << quint32(96'000) << quint32(96'000) << quint16(1)
        << quint16(8);
    out.writeRawData("data", 4);
    out << samples;
    return wav + QByteArray(samples, '\x80');
}

} // namespace

base::Result<std::vector<ports::CaptureSource>> FolderOfPages::sources()
{
    std::vector<ports::CaptureSource> pages{{QStringLiteral("page.png"), QStringLiteral("page.png"), 100}};
    for (int number = 2; number <= pagesInFolder; ++number) {
        const QString name = QStringLiteral("page-%1.png").arg(number);
        pages.push_back({name, name, 100});
    }
    return pages;
}

base::Result<ports::CapturedPage> FolderOfPages::capture(const QString &sourceId)
{
    if (sourceId == QLatin1String("program.exe"))
        return ports::CapturedPage{sourceId, "MZ"};
    if (sourceId == QLatin1String("long.wav"))
        return ports::CapturedPage{sourceId, longRecording()};
    QImage image(20, 30, QImage::Format_RGB32);
    image.fill(Qt::white);
    QBuffer buffer;
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return base::ErrorCode::Internal;
    return ports::CapturedPage{sourceId, buffer.data()};
}

base::Result<void> NotedPrinter::print(const ports::Slip &slip)
{
    slips.push_back(slip);
    return {};
}

QString NumberTexts::translate(const char *, const char *id, const char *, int) const
{
    const QLatin1String name(id);
    const bool hasPlace =
        name.startsWith(QLatin1String("attachment-page")) || name.startsWith(QLatin1String("receipt-")) ||
        name.startsWith(QLatin1String("papers-")) || name.startsWith(QLatin1String("check-warning")) ||
        name == QLatin1String("conflict-since");
    if (name.startsWith(QLatin1String("access-")) || name.startsWith(QLatin1String("conflict-by-")) ||
        name == QLatin1String("receipt-pages-arrived") || name == QLatin1String("conflict-file") ||
        name == QLatin1String("papers-request"))
        return name + QLatin1String(" %1 %2");
    if (name == QLatin1String("remaining-minutes") || name == QLatin1String("remaining-hours"))
        return name + QLatin1String(" %n");
    return hasPlace ? name + QLatin1String(" %1") : QString();
}

usecases::KnownForm knownForm(packs::PackForm form)
{
    auto manifest = packs::manifestOf(form.xform, form.description, form.lists, form.media);
    if (!manifest)
        qFatal("manifest: %s", qPrintable(manifest.error().detail));
    form.manifest = *manifest;
    form.hash = protocol::formHash(form.manifest);
    auto read = usecases::readForm(form);
    if (!read)
        qFatal("form: %s line %d", qPrintable(read.error().detail), read.error().place.line);
    return *read;
}

Kiosk::~Kiosk()
{
    QCoreApplication::removeTranslator(&numberTexts);
}

packs::PackForm formIn(const QString &path)
{
    const QDir folder(path);
    packs::PackForm form;
    form.name = QStringLiteral("totu-1.0");
    form.xform = bytesOf(folder.filePath(QStringLiteral("form.xml")));
    form.description = bytesOf(folder.filePath(QStringLiteral("form.json")));
    for (const QString &name : folder.entryList({QStringLiteral("*.csv")}))
        form.lists.insert(name, bytesOf(folder.filePath(name)));
    const QDir media(folder.filePath(QStringLiteral("media")));
    for (const QString &name : media.entryList(QDir::Files))
        form.media.insert(name, bytesOf(media.filePath(name)));
    return form;
}

packs::PackForm longForm(int questions)
{
    QString instance;
    QString binds;
    QString body;
    for (int question = 0; question < questions; ++question) {
        const QString group = QStringLiteral("g%1").arg(question / 25);
        const QString path = QStringLiteral("/data/%1/q%2").arg(group).arg(question);
        if (question % 25 == 0) {
            instance += (question == 0 ? QString() : QStringLiteral("</g%1>").arg(question / 25 - 1)) +
                        QStringLiteral("<%1>").arg(group);
            body += (question == 0 ? QString() : QStringLiteral("</group>")) +
                    QStringLiteral("<group ref='/data/%1'><label>Part %2</label>")
                        .arg(group)
                        .arg(question / 25 + 1);
        }
        instance += QStringLiteral("<q%1/>").arg(question);
        const QString label = QStringLiteral("<label>Question %1</label>").arg(question);
        if (question % 5 == 0) {
            // The one after it is asked when the answer is yes, which is what a form mostly does.
            body +=
                QStringLiteral("<select1 ref='%1'>%2<item><label>Yes</label><value>yes</value></item><item>"
                               "<label>No</label><value>no</value></item></select1>")
                    .arg(path, label);
            binds += QStringLiteral("<bind nodeset='%1' type='string'/>").arg(path);
        } else {
            const QString condition =
                question % 5 == 1
                    ? QStringLiteral(" relevant=\"/data/%1/q%2 = 'yes'\"").arg(group).arg(question - 1)
                    : QString();
            body += QStringLiteral("<input ref='%1'>%2</input>").arg(path, label);
            binds += QStringLiteral("<bind nodeset='%1' type='string'%2/>").arg(path, condition);
        }
    }
    instance += QStringLiteral("</g%1>").arg((questions - 1) / 25);
    packs::PackForm form;
    form.name = QStringLiteral("totu-1.0");
    form.description = "{}";
    form.xform =
        QStringLiteral(
            "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>"
            "<h:head><h:title>Long</h:title><model><instance><data id='long' version='1'>%1</data></instance>"
            "%2</model></h:head><h:body>%3</group></h:body></h:html>")
            .arg(instance, binds, body)
            .toUtf8();
    return form;
}

Kiosk::Kiosk() : Kiosk(realForm()) {}

Kiosk::Kiosk(const packs::PackForm &form)
    : store(clock), profile(demoProfile()), forms({knownForm(form)}),
      texts(must(usecases::readServiceTexts(packFile, profile))),
      vaultKey(must(crypto::SecretBytes::random(32, random))),
      intake(must(crypto::BoxKeyPair::generate(random))),
      receiptKey(must(crypto::SigningKey::generate(random))),
      ibanLengths(must(usecases::readIbanLengths(packFile)))
{
    QCoreApplication::installTranslator(&numberTexts);
}

KioskSession &Kiosk::fresh()
{
    m_session = another();
    return *m_session;
}

std::unique_ptr<KioskSession> Kiosk::another()
{
    SessionEnvironment environment{*answersGoTo, clock,   random, camera, printer,
                                   speech,       profile, forms,  texts,  vaultKey};
    environment.intake = usecases::IntakeKey{intake.publicKey, {}};
    environment.receiptKey = receiptKey.publicKey;
    environment.timeZone = QTimeZone("Europe/Helsinki");
    environment.ibanLengths = ibanLengths;
    if (remembers)
        environment.lastSaved = &remembered;
    if (hasDevices) {
        environment.position = &position;
        environment.codeReader = &codeReader;
        environment.sound = &sounds;
    }
    environment.ended = [this](session::EndReason reason, session::DraftFate fate) {
        ends.push_back({reason, fate});
    };
    environment.aside = aside;
    environment.findDraft = findDraft;
    environment.stopFinding = [this] { ++stoppedSearches; };
    environment.submitted = [this](const protocol::DraftId &draft) { sent.push_back(draft); };
    return std::make_unique<KioskSession>(environment);
}

KioskSession &Kiosk::apply()
{
    KioskSession &session = fresh();
    session.begin(QStringLiteral("apply"), QStringLiteral("fi"));
    session.privacy()->accept();
    return session;
}

KioskSession &Kiosk::continueWith(const QString &code)
{
    KioskSession &session = fresh();
    session.begin(QStringLiteral("continue"), QStringLiteral("fi"));
    session.codeEntry()->setText(code);
    session.codeEntry()->submit();
    return session;
}

void Kiosk::pass(std::int64_t milliseconds)
{
    clock.pass(milliseconds);
    m_session->tick();
}

Person::Person(Kiosk &kiosk, const QString &answersFile) : m_kiosk(kiosk)
{
    const QByteArray json = bytesOf(QStringLiteral(LUOTSI_SOURCE_DIR "/tests/form/") + answersFile);
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    for (auto at = object.begin(); at != object.end(); ++at)
        answers.insert(at.key(), at.value().toString());
}

QString Person::indexed(const QString &stablePath)
{
    static const QRegularExpression row(QStringLiteral("\\{([^}]*)\\}"));
    QString path = stablePath;
    for (auto match = row.match(path); match.hasMatch(); match = row.match(path)) {
        QStringList &rows = m_rows[path.left(match.capturedStart())];
        if (!rows.contains(match.captured(1)))
            rows.append(match.captured(1));
        const auto number = rows.indexOf(match.captured(1)) + 1;
        path.replace(match.capturedStart(), match.capturedLength(), QStringLiteral("[%1]").arg(number));
    }
    return path;
}

void Person::attach(Field &field, const QString &repeat)
{
    const QStringList paths = answers.keys();
    int wanted = 0;
    for (const QString &path : paths) {
        if (path.startsWith(repeat + QLatin1Char('['))) {
            ++wanted;
            m_used.insert(path);
        }
    }
    while (field.pages()->count() < wanted) {
        const int before = field.pages()->count();
        field.attach(QStringLiteral("page.png"));
        if (field.pages()->count() == before)
            qFatal("attachment was not taken");
    }
}

void Person::answer(Field &field)
{
    const QString path = indexed(field.ref());
    if (field.kind() == Field::Upload) {
        attach(field, path);
        return;
    }
    const auto found = answers.constFind(path);
    if (found == answers.constEnd() || m_used.contains(path))
        return;
    m_used.insert(path);
    switch (field.kind()) {
    case Field::SelectOne:
    case Field::Trigger:
        field.choose(*found);
        break;
    case Field::SelectMany:
        for (const QString &value : found->split(QLatin1Char(' ')))
            field.toggle(value);
        break;
    case Field::Date: {
        const QStringList parts = found->split(QLatin1Char('-'));
        for (int part = 0; part < 3; ++part)
            field.setPart(part, parts.value(2 - part));
        break;
    }
    default:
        field.setText(*found);
    }
    if (m_kiosk.session().page() == KioskSession::Urgent)
        m_kiosk.session().closeUrgent();
}

void Person::answerList()
{
    const std::vector<RepeatEntry> &entries = m_kiosk.session().repeatList()->entries();
    KioskSession &session = m_kiosk.session();
    const QString name = session.repeatList()->name();
    int wanted = 0;
    const QRegularExpression number(QStringLiteral("/%1\\[(\\d+)\\]").arg(name));
    const QStringList paths = answers.keys();
    for (const QString &path : paths) {
        const auto match = number.match(path);
        if (match.hasMatch())
            wanted = std::max(wanted, match.captured(1).toInt());
    }
    if (static_cast<int>(entries.size()) < wanted)
        session.repeatList()->add();
    else
        session.goNext();
}

void Person::answerPage()
{
    KioskSession &session = m_kiosk.session();
    if (onPage)
        onPage();
    ++m_pages;
    if (session.page() == KioskSession::RepeatList) {
        answerList();
        return;
    }
    // Answering one field may bring or take away others, so the page is looked at again until all is
    // answered.
    for (bool again = true; again;) {
        const auto before = m_used.size();
        for (int row = 0; row < session.question()->fields()->count(); ++row)
            answer(*session.question()->fields()->at(row));
        again = m_used.size() != before;
    }
    session.goNext();
    if (session.question()->hasErrors() && session.page() == KioskSession::Question) {
        const QModelIndex first = session.question()->errors()->index(0);
        qFatal("page '%s' refused: %s", qPrintable(session.question()->title()),
               qPrintable(first.data(ErrorListModel::TextRole).toString()));
    }
}

void Person::walkTo(KioskSession::Page stop)
{
    KioskSession &session = m_kiosk.session();
    for (int step = 0; step < 300 && session.page() != stop && session.page() != KioskSession::Check;
         ++step) {
        if (session.page() == KioskSession::Question || session.page() == KioskSession::RepeatList)
            answerPage();
        else
            session.goNext();
    }
    QVERIFY2(session.page() == stop, qPrintable(QStringLiteral("stuck on page %1").arg(session.page())));
}

QStringList Person::unused() const
{
    QStringList unused;
    for (auto at = answers.begin(); at != answers.end(); ++at) {
        if (!m_used.contains(at.key()))
            unused.append(at.key());
    }
    return unused;
}

} // namespace luotsi::viewmodels::tests
