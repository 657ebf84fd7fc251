import type { ErrorTexts } from 'iletimerkezi-core';

/** Texts of configuration errors. `{where}` is a class and its method. */
export const CONFIGURATION_TEXTS = {
  'invalid-options': {
    en: {
      title: 'The options of the iletiMerkezi account "{account}" are not valid',
      meaning: '',
      fix: 'Correct what `faults` names.',
    },
    tr: {
      title: '“{account}” iletiMerkezi hesabının seçenekleri geçerli değil',
      meaning: '',
      fix: '`faults` içinde belirtilenleri düzeltin.',
    },
  },
  'account-unknown': {
    en: {
      title: '{where}There is no account "{account}"',
      meaning: 'Configured accounts: {accounts}.',
      fix: 'Import IletimerkeziModule with this account in the root module, or correct the name.',
    },
    tr: {
      title: '{where}“{account}” adlı bir hesap yok',
      meaning: 'Yapılandırılan hesaplar: {accounts}.',
      fix: 'Kök modülde IletimerkeziModule’ü bu hesapla içe aktarın ya da adı düzeltin.',
    },
  },
  'account-configured-twice': {
    en: {
      title: 'The account "{account}" is configured twice',
      meaning: '',
      fix: "Give each IletimerkeziModule its own name: forRootAsync({ account: 'another', … }).",
    },
    tr: {
      title: '“{account}” hesabı iki kez yapılandırılmış',
      meaning: '',
      fix: "Her IletimerkeziModule'e kendi adını verin: forRootAsync({ account: 'another', … }).",
    },
  },
  'scheduler-missing': {
    en: {
      title: 'The account "{account}" verifies its consents on a schedule, but there is no scheduler',
      meaning: '@nestjs/schedule is not installed, or its ScheduleModule is not imported.',
      fix: 'Install @nestjs/schedule and import ScheduleModule.forRoot() in the root module, or remove the option `verification` and call consents.registry.verify() yourself.',
    },
    tr: {
      title: '“{account}” hesabının izinleri zamanlı doğrulanıyor, ama zamanlayıcı yok',
      meaning: '@nestjs/schedule kurulu değil ya da ScheduleModule içe aktarılmamış.',
      fix: '@nestjs/schedule paketini kurup kök modülde ScheduleModule.forRoot() içe aktarın ya da `verification` seçeneğini kaldırıp consents.registry.verify() çağrısını kendiniz yapın.',
    },
  },
  'webhook-tokens-missing': {
    en: {
      title: '{where} receives delivery webhooks of the account "{account}", which has no webhook.tokens',
      meaning: '',
      fix: 'Give the account a secret of 16 characters or more, and put the same one into the webhook URL in the provider’s panel.',
    },
    tr: {
      title:
        '{where}, “{account}” hesabının iletim bildirimlerini alıyor, ama hesabın webhook.tokens ayarı yok',
      meaning: '',
      fix: 'Hesaba en az 16 karakterlik bir gizli değer verin ve aynısını sağlayıcının panelindeki webhook adresine ekleyin.',
    },
  },
  'opt-out-missing': {
    en: {
      title: 'The account "{account}" has opt-out pages, but no opt-out links',
      meaning: 'createOptOutController is used without the option `optOut`, so that no link could be read.',
      fix: 'Set the option optOut: { url, secrets }, or remove the controller.',
    },
    tr: {
      title: '“{account}” hesabının ret sayfaları var, ama ret bağlantıları yok',
      meaning: 'createOptOutController, `optOut` seçeneği olmadan kullanılıyor; hiçbir bağlantı okunamaz.',
      fix: 'optOut: { url, secrets } seçeneğini belirleyin ya da controller’ı kaldırın.',
    },
  },
  'phone-verification-missing': {
    en: {
      title: '{where} needs the phone verification of the account "{account}", which is not configured',
      meaning: 'The account has no option `phoneVerification`, so that the route could only refuse.',
      fix: 'Set the option phoneVerification: { hashKeys: […] }, or remove the route.',
    },
    tr: {
      title:
        '{where}, “{account}” hesabının telefon doğrulamasını kullanıyor, ama doğrulama yapılandırılmamış',
      meaning: 'Hesabın `phoneVerification` seçeneği yok; bu adres her isteği reddederdi.',
      fix: 'phoneVerification: { hashKeys: […] } seçeneğini belirleyin ya da adresi kaldırın.',
    },
  },
  'hook-secrets-invalid': {
    en: {
      title: 'createSupabaseSmsHookController() has no valid secret',
      meaning:
        'A secret begins with v1,whsec_ and is shown when the hook is created in the Supabase dashboard.',
      fix: 'Set `secrets`, for example from an environment variable. While a secret is replaced, give both.',
    },
    tr: {
      title: 'createSupabaseSmsHookController() için geçerli bir gizli anahtar yok',
      meaning:
        'Gizli anahtar v1,whsec_ ile başlar; Supabase panelinde kanca (hook) oluşturulurken gösterilir.',
      fix: '`secrets` değerini verin, örneğin bir ortam değişkeninden. Anahtar değiştirilirken ikisini birden verin.',
    },
  },
  'raw-body-missing': {
    en: {
      title: '{where} verifies a signature and needs the body as it was received',
      meaning: '',
      fix: 'Create the application with NestFactory.create(AppModule, { rawBody: true }).',
    },
    tr: {
      title: '{where} imza doğruluyor ve istek gövdesinin alındığı hâline ihtiyaç duyuyor',
      meaning: '',
      fix: 'Uygulamayı NestFactory.create(AppModule, { rawBody: true }) ile oluşturun.',
    },
  },
  'webhook-marker-empty': {
    en: {
      title: '{where} has an empty marker',
      meaning: 'It would receive the reports of every application that uses the account.',
      fix: 'Give a part of the text, such as the domain of your short links, or remove `marker`.',
    },
    tr: {
      title: '{where} boş bir işaret kullanıyor',
      meaning: 'Hesabı kullanan bütün uygulamaların bildirimleri buraya gelirdi.',
      fix: 'Metnin bir parçasını, örneğin kısa bağlantılarınızın alan adını verin ya da `marker` seçeneğini kaldırın.',
    },
  },
  'handler-not-singleton': {
    en: {
      title: '{where} is an event handler of a request-scoped or transient provider',
      meaning: 'Events belong to no request, so there is no instance to call the method on.',
      fix: 'Move the handler to a singleton provider.',
    },
    tr: {
      title: '{where}, istek kapsamlı ya da geçici bir sağlayıcının olay işleyicisi',
      meaning: 'Olaylar bir isteğe ait olmadığından metodun çağrılacağı bir nesne yok.',
      fix: 'İşleyiciyi tekil (singleton) bir sağlayıcıya taşıyın.',
    },
  },
  'delivery-webhook-missing': {
    en: {
      title: 'A parameter has @DeliveryReport(), but its method has no @DeliveryWebhook()',
      meaning: '',
      fix: 'Put @DeliveryWebhook() on the method.',
    },
    tr: {
      title: 'Bir parametrede @DeliveryReport() var, ama metodunda @DeliveryWebhook() yok',
      meaning: '',
      fix: 'Metoda @DeliveryWebhook() ekleyin.',
    },
  },
} as const satisfies Record<string, ErrorTexts>;
